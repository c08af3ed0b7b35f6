-- A mail that is aborted after any phase leaves nothing in the next one on the connection.
-- miltertest -D socket=unix:/path -s abort.lua

local PRIVATE = "Mme Nadia Trevez habite rue des Tilleuls.\r\n"
local PUBLIC = "La mairie ouvre jeudi.\r\n"
local PHASES = { "mail", "rcpt", "header", "eoh", "body" }

local function must(holds, fact)
    if not holds then
        print(fact)
        os.exit(1)
    end
end

-- Sends a mail up to the phase that is named, or whole.
local function send(conn, body, last)
    local steps = {
        mail = function() return mt.mailfrom(conn, "<secretariat@mairie.test>") end,
        rcpt = function() return mt.rcptto(conn, "<groupe@mairie.test>") end,
        header = function()
            return mt.header(conn, "From", "secretariat@mairie.test")
                or mt.header(conn, "Date", "Thu, 26 Nov 2026 10:00:00 +0100")
                or mt.header(conn, "Content-Type", "text/plain; charset=utf-8")
        end,
        eoh = function() return mt.eoh(conn) end,
        body = function() return mt.bodystring(conn, body) end,
    }
    for _, phase in ipairs(PHASES) do
        must(steps[phase]() == nil, phase .. " failed")
        must(mt.getreply(conn) == SMFIR_CONTINUE, phase .. " was not answered by continue")
        if phase == last then return end
    end
    must(mt.eom(conn) == nil, "the end of the mail failed")
end

local function is_taken(conn)
    local reply = mt.getreply(conn)
    return reply == SMFIR_CONTINUE or reply == SMFIR_ACCEPT
end

local conn = mt.connect(socket, 40, 0.05)
must(conn ~= nil, "no connection")
mt.set_timeout(30)
must(mt.conninfo(conn, "poste.mairie.test", "127.0.0.1") == nil, "the connection was refused")
must(mt.helo(conn, "poste.mairie.test") == nil, "the greeting was refused")

send(conn, PRIVATE)
must(is_taken(conn), "a private mail was not taken")
must(mt.eom_check(conn, MT_BODYCHANGE), "a private mail was not changed")
mt.abort(conn)

for _, phase in ipairs(PHASES) do
    send(conn, PRIVATE, phase)
    must(mt.abort(conn) == nil, "the abort failed")
    send(conn, PUBLIC)
    must(is_taken(conn), "a public mail after an abort was not taken: " .. phase)
    must(not mt.eom_check(conn, MT_BODYCHANGE), "a public mail after an abort was changed: " .. phase)
    mt.abort(conn)
end
mt.disconnect(conn)
