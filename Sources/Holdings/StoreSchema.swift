internal import GRDB

/// The tables of the store.
enum StoreSchema {
    /// The steps from an empty file to the tables of today; a step that was released never changes.
    static func migrator(_ key: StoreKey) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(sql: mails)
            try db.execute(sql: journal)
            try Journal(db, key).begin()
        }
        return migrator
    }

    /// The mails and the pieces of their content.
    ///
    /// `sealed` is the size of the rows in `piece`, 0 once they are destroyed; `mark` is the code
    /// of the mark that stands, `passedAs` the queue id under which it was let pass.
    private static let mails = """
        CREATE TABLE mail (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            received INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            level TEXT NOT NULL,
            audience TEXT NOT NULL,
            listener TEXT NOT NULL,
            policy TEXT NOT NULL,
            reasons TEXT NOT NULL,
            size INTEGER NOT NULL,
            recipients INTEGER NOT NULL,
            sealed INTEGER NOT NULL,
            sameness BLOB,
            mark BLOB,
            passedAs TEXT
        ) STRICT;
        CREATE INDEX mailState ON mail (state, kind);
        CREATE INDEX mailSameness ON mail (sameness) WHERE sameness IS NOT NULL;
        CREATE INDEX mailSealed ON mail (expires, state, sealed) WHERE sealed > 0;
        CREATE TABLE piece (
            mail INTEGER NOT NULL REFERENCES mail (number),
            number INTEGER NOT NULL,
            sealed BLOB NOT NULL,
            UNIQUE (mail, number)
        ) STRICT;
        """

    /// The journal only grows: the triggers refuse everything else.
    ///
    /// `seal` chains each row to the one before. `head` has one row: by which key, how many rows
    /// there are and the seal of the last, sealed in turn, so that rows cut off the end are missed.
    private static let journal = """
        CREATE TABLE journal (
            number INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            event TEXT NOT NULL,
            mail TEXT NOT NULL,
            person TEXT NOT NULL,
            reasons TEXT NOT NULL,
            justification TEXT NOT NULL,
            seal BLOB NOT NULL
        ) STRICT;
        CREATE INDEX journalMail ON journal (mail, event);
        CREATE TRIGGER journalKeepsItsRows BEFORE UPDATE ON journal
            BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        CREATE TRIGGER journalLosesNoRow BEFORE DELETE ON journal
            BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        CREATE TRIGGER journalReplacesNoRow BEFORE INSERT ON journal
            WHEN EXISTS (SELECT 1 FROM journal WHERE number = NEW.number)
            BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        CREATE TABLE head (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            fingerprint BLOB NOT NULL,
            count INTEGER NOT NULL,
            last BLOB NOT NULL,
            seal BLOB NOT NULL
        ) STRICT;
        """
}
