package org.erpconnector.auth.config;

import java.util.regex.Pattern;

/**
 * IP addresses as texts (RFC 4291 section 2.2, RFC 6943 section 3.1.1). By hand, since the JDK's own call asks the network
 * for whatever it takes for a name of a host: a caller that chooses its address would have us look names up. Stateless.
 */
final class IpLiteral {
    /** Of 0000:0000:0000:0000:0000:ffff:255.255.255.255: longer texts are not looked at. */
    private static final int LONGEST = 45;

    private static final int GROUPS = 8;
    private static final byte[] NONE = {};
    /** No zero in front of another digit: to some readers that is octal, and another address. */
    private static final Pattern BYTE = Pattern.compile("25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]");

    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private IpLiteral() {}

    /** The address, of 4 or 16 bytes; IPv4 inside IPv6 (::ffff:192.0.2.7) is that IPv4 address. Empty if it is none. */
    static byte[] bytes(String text) {
        if (text.length() > LONGEST) {
            return NONE;
        }
        byte[] address = text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
        return mapped(address) ? new byte[] {address[12], address[13], address[14], address[15]} : address;
    }

    private static byte[] ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] address = new byte[4];
        if (parts.length != address.length) {
            return NONE;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!BYTE.matcher(parts[i]).matches()) {
                return NONE;
            }
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return address;
    }

    private static byte[] ipv6(String text) {
        String groups = text;
        if (text.indexOf('.') >= 0) {
            int last = text.lastIndexOf(':') + 1;
            byte[] end = ipv4(text.substring(last));
            if (end.length == 0) {
                return NONE;
            }
            groups = text.substring(0, last) + "%02x%02x:%02x%02x".formatted(end[0], end[1], end[2], end[3]);
        }
        int gap = groups.indexOf("::");
        String[] before = split(gap < 0 ? groups : groups.substring(0, gap));
        String[] after = split(gap < 0 ? "" : groups.substring(gap + 2));
        int given = before.length + after.length;
        byte[] address = new byte[2 * GROUPS];
        boolean whole = gap < 0 ? given == GROUPS : given < GROUPS;
        return whole && fill(address, 0, before) && fill(address, GROUPS - after.length, after) ? address : NONE;
    }

    private static String[] split(String groups) {
        return groups.isEmpty() ? new String[0] : groups.split(":", -1);
    }

    private static boolean fill(byte[] address, int first, String[] groups) {
        for (int i = 0; i < groups.length; i++) {
            if (!GROUP.matcher(groups[i]).matches()) {
                return false;
            }
            int group = Integer.parseInt(groups[i], 16);
            address[2 * (first + i)] = (byte) (group >> 8);
            address[2 * (first + i) + 1] = (byte) group;
        }
        return true;
    }

    private static boolean mapped(byte[] address) {
        if (address.length != 2 * GROUPS || address[10] != -1 || address[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
