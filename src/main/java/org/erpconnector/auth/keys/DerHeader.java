package org.erpconnector.auth.keys;

/**
 * Tag and length of one DER element (X.690 section 8.1), enough to tell formats apart.
 *
 * @param tag the identifier octet, or -1 past the end
 * @param content where the content begins
 * @param end where it ends according to its length; where it begins if the length is indefinite (BER)
 */
record DerHeader(int tag, int content, int end) {
    private static final int LONGEST_LENGTH = 3;

    /** Reads the header at an offset; never throws, so that a damaged file is refused with a sentence. */
    static DerHeader read(byte[] bytes, int at) {
        if (at + 1 >= bytes.length) {
            return new DerHeader(-1, at, at);
        }
        int tag = bytes[at] & 0xFF;
        int first = bytes[at + 1] & 0xFF;
        int start = at + 2;
        if (first < 0x80) {
            return new DerHeader(tag, start, start + first);
        }
        int octets = first & 0x7F;
        if (octets > LONGEST_LENGTH || start + octets > bytes.length) {
            return new DerHeader(tag, bytes.length, Integer.MAX_VALUE);
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = (length << 8) | (bytes[start + i] & 0xFF);
        }
        return new DerHeader(tag, start + octets, start + octets + length);
    }
}
