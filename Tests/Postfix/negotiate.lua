-- Offered everything, the filter asks for actions that exist, and for what it needs.
-- miltertest -D socket=unix:/path -s negotiate.lua

local function must(holds, fact)
    if not holds then
        print(fact)
        os.exit(1)
    end
end

local conn = mt.connect(socket, 40, 0.05)
must(conn ~= nil, "no connection")
must(mt.negotiate(conn, nil, nil, nil) == nil, "the negotiation failed")
must(mt.test_action(conn, SMFIF_CHGBODY), "the filter cannot change a body")
must(mt.test_action(conn, SMFIF_CHGHDRS), "the filter cannot change a header")
-- the nine actions of version 6 are the bits below 0x200
for bit = 9, 30 do
    must(not mt.test_action(conn, 2 ^ bit), "an action was asked for that was not offered")
end
mt.disconnect(conn)
