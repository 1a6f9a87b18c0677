package org.erpconnector.auth.message;

/**
 * The names in a handshake, without values. SuperOffice's Authenticate is not published: if it does not understand the
 * answer, these names tell what the answer has to be called.
 */
public interface Form {
    /** Characters after which no further name is added: a short message can repeat a long name. */
    int LONGEST = 1000;

    /** Characters of one name; no namespace of SuperOffice's has half as many. */
    int LONGEST_NAME = 200;

    /** The token by itself. */
    Form TOKEN = new Form() {
        @Override
        public long print() {
            return 0;
        }

        @Override
        public String text() {
            return "application/jwt";
        }
    };

    /** A hash of the names. Computed for every proven handshake, so it makes no text. */
    long print();

    /** The names, as sent. The caller of this method escapes them for a log or a terminal. */
    String text();

    /** The print of all before, and of one more name. */
    static long mix(long print, String name) {
        // FNV-1a with 64 bits, of hashes in place of bytes.
        return (print ^ name.hashCode()) * 0x100000001B3L;
    }

    /** Adds one name, or its beginning. */
    static void append(StringBuilder text, String name) {
        text.append(name, 0, Math.min(name.length(), LONGEST_NAME));
        if (name.length() > LONGEST_NAME) {
            text.append("...");
        }
    }
}
