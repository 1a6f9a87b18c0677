package org.erpconnector.auth.config;

import java.math.BigInteger;
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
    /** Addresses of this machine for itself: RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3. */
    public static final Networks LOOPBACK;

    private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f:.]{1,45})(?:/([0-9]{1,3}))?");

    static {
        // After what it is read with.
        LOOPBACK = parse("127.0.0.0/8,::1");
    }

    /**
     * One network.
     *
     * @param size of its addresses in bits, 32 or 128
     * @param bits how many of them all its addresses share
     * @param shared those bits
     */
    public record Network(int size, int bits, BigInteger shared) {
        private boolean contains(byte[] address) {
            return address.length * 8 == size
                    && new BigInteger(1, address).shiftRight(size - bits).equals(shared);
        }
    }

    public Networks {
        all = List.copyOf(all);
    }

    /**
     * Whether an address lies in one of the networks.
     *
     * @param address as a servlet request has it; one that is no IP address lies in none
     */
    public boolean contain(String address) {
        int zone = address.indexOf('%');
        // Of IPv6 alone, where it names an interface of this machine.
        byte[] bytes = IpLiteral.bytes(zone < 0 || address.indexOf(':') < 0 ? address : address.substring(0, zone));
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
        byte[] address = cidr.matches() ? IpLiteral.bytes(cidr.group(1)) : new byte[0];
        int size = address.length * 8;
        int bits = size == 0 || cidr.group(2) == null ? size : Integer.parseInt(cidr.group(2));
        // 0.0.0.0/0 would allow all callers, and a network whose address has bits behind the prefix is a slip.
        BigInteger first = new BigInteger(1, address);
        BigInteger shared = first.shiftRight(size - Math.min(bits, size));
        if (bits < 1 || bits > size || !shared.shiftLeft(size - bits).equals(first)) {
            throw new IllegalArgumentException(
                    "addresses or networks such as 192.0.2.7, 198.51.100.0/24 or 2001:db8::/32, separated by single commas");
        }
        return new Network(size, bits, shared);
    }
}
