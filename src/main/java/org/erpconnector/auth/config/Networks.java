package org.erpconnector.auth.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Networks of IP addresses, as CIDR writes them (RFC 4632, RFC 4291). Immutable.
 *
 * @param all each network, at least one
 */
public record Networks(List<Network> all) {
    /** No name of a host, which the JDK would ask the network for. */
    private static final String LITERAL_TEXT =
            "((?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}"
                    + "|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)";

    private static final Pattern LITERAL = Pattern.compile(LITERAL_TEXT);
    private static final Pattern CIDR = Pattern.compile(LITERAL_TEXT + "(?:/([0-9]{1,3}))?");

    /**
     * One network.
     *
     * @param address its first address, 4 or 16 bytes
     * @param bits how many bits of it all its addresses share
     */
    public record Network(List<Byte> address, int bits) {
        public Network {
            address = List.copyOf(address);
        }

        private boolean contains(byte[] other) {
            if (other.length != address.size()) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((other[bit / 8] & mask) != (address.get(bit / 8) & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    public Networks {
        all = List.copyOf(all);
    }

    /**
     * Whether an address lies in one of the networks.
     *
     * @param address as a servlet request tells it; one that is no IP address lies in none
     */
    public boolean contain(String address) {
        int zone = address.indexOf('%');
        Matcher literal = LITERAL.matcher(zone < 0 ? address : address.substring(0, zone));
        if (!literal.matches()) {
            return false;
        }
        byte[] bytes = bytes(literal.group());
        return all.stream().anyMatch(network -> network.contains(bytes));
    }

    /**
     * Reads addresses and networks, separated by commas.
     *
     * @throws IllegalArgumentException if one of them is neither; the message says what would be
     */
    static Networks parse(String value) {
        return new Networks(Arrays.stream(value.split(",", -1))
                .map(network -> network(network.strip()))
                .toList());
    }

    private static Network network(String text) {
        Matcher cidr = CIDR.matcher(text);
        byte[] address = cidr.matches() ? bytes(cidr.group(1)) : new byte[0];
        int longest = address.length * 8;
        int bits = address.length == 0 || cidr.group(2) == null ? longest : Integer.parseInt(cidr.group(2));
        // 0.0.0.0/0 would allow all callers, and a network whose address has bits behind the prefix is a slip.
        if (address.length == 0 || bits < 1 || bits > longest || !cleanBehind(address, bits)) {
            throw new IllegalArgumentException(
                    "addresses or networks such as 192.0.2.7, 198.51.100.0/24 or 2001:db8::/32, separated by single commas");
        }
        return new Network(boxed(address), bits);
    }

    private static boolean cleanBehind(byte[] address, int bits) {
        for (int bit = bits; bit < address.length * 8; bit++) {
            if ((address[bit / 8] & 0x80 >> bit % 8) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Of a literal; an IPv4 address inside IPv6 (::ffff:192.0.2.7) is that IPv4 address. Empty if it is none. */
    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    private static List<Byte> boxed(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, i -> bytes[i]);
        return List.of(boxed);
    }
}
