package org.erpconnector.auth.keys.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Tag and length of one DER element (X.690 section 8.1), enough to recognise formats and to find members.
 *
 * @param tag the identifier octet, or -1 past the end
 * @param start where the element begins
 * @param content where the content begins
 * @param end where it ends according to its length; where it begins if the length is indefinite (BER)
 */
record DerHeader(int tag, int start, int content, int end) {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;

    private static final int LONGEST_LENGTH = 3;

    /** Reads the header at an offset; never throws, so that a damaged file is refused with a sentence. */
    static DerHeader read(byte[] bytes, int at) {
        if (at + 1 >= bytes.length) {
            return new DerHeader(-1, at, at, at);
        }
        int tag = bytes[at] & 0xFF;
        int first = bytes[at + 1] & 0xFF;
        int start = at + 2;
        if (first < 0x80) {
            return new DerHeader(tag, at, start, start + first);
        }
        int octets = first & 0x7F;
        if (octets > LONGEST_LENGTH || start + octets > bytes.length) {
            return new DerHeader(tag, at, bytes.length, Integer.MAX_VALUE);
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = (length << 8) | (bytes[start + i] & 0xFF);
        }
        return new DerHeader(tag, at, start + octets, start + octets + length);
    }

    /** The elements inside the one SEQUENCE that the bytes are; empty if they are anything else, or are not whole. */
    static List<DerHeader> members(byte[] bytes) {
        DerHeader outer = read(bytes, 0);
        return outer.tag == SEQUENCE && outer.end <= bytes.length && blank(bytes, outer.end)
                ? outer.inside(bytes)
                : List.of();
    }

    /** The elements that this one is made of; empty if it is not made of whole ones. */
    List<DerHeader> inside(byte[] bytes) {
        List<DerHeader> elements = new ArrayList<>();
        for (int at = content; at < end; ) {
            DerHeader element = read(bytes, at);
            // An element has two bytes at least, so that this ends.
            if (element.tag < 0 || element.end > end || element.end < at + 2) {
                return List.of();
            }
            elements.add(element);
            at = element.end;
        }
        return elements;
    }

    byte[] value(byte[] bytes) {
        return Arrays.copyOfRange(bytes, content, end);
    }

    /** The content in hexadecimal digits, as object identifiers are compared. */
    String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes, content, end);
    }

    /** True if nothing but line ends, blanks and zeros, as editors and block devices append them, begins there. */
    static boolean blank(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0 && bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\n') {
                return false;
            }
        }
        return true;
    }
}
