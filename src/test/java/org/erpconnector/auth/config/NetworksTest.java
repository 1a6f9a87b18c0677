package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "198.51.100.0/24, 198.51.100.255, true",
        "198.51.100.0/24, 198.51.101.0, false",
        "198.51.100.128/25, 198.51.100.127, false",
        "198.51.100.0/24, ::ffff:198.51.100.9, true",
        "::ffff:198.51.100.9, 198.51.100.9, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:8000::, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "fe80::/10, fe80::1%eth0, true",
        "192.0.2.7, 2001:db8::1, false",
        "192.0.2.7, localhost, false",
        "192.0.2.7, 192.0.2.7.example.com, false",
        "192.0.2.7, 192.0.2.999, false",
        "::1, 1:2:3:4:5:6:7:8:9, false",
        "0.0.0.0/8, 0.1.2.3, true",
        "0.0.0.0/8, 1.0.0.0, false",
        "::/8, ::5, true",
        "192.0.2.7, 192.0.2.07, false",
        "192.0.2.7, 192.0.2.7%eth0, false",
        "::1, ':', false",
        "::1, ::1::, false",
        "::1, :::1, false",
        "::1, :1, false",
        "::1, 1:::, false",
        "::1, .:1, false",
        "::1, 0:0:0:0:0:0:0:0:1, false",
        "::1, 0:0:0:0:0:0:0::1, false",
        "::1, 0:0:0:0::0:0:0:1, false",
        "::1, 00001::1, false",
        "::1, ::1.2.3, false",
        "::1, ::1.2.3.4:1, false",
        "::ffff:192.0.2.7, 0000:0000:0000:0000:0000:ffff:192.0.2.7, true",
        "::ffff:192.0.2.7, ::ffff:c000:207, true",
        "192.0.2.7, '', false"
    })
    void holdAnAddressOrDoNot(String network, String address, boolean holds) {
        assertThat(Networks.parse(network).contain(address)).isEqualTo(holds);
        assertThat(Networks.parse("203.0.113.1, " + network).contain(address)).isEqualTo(holds);
    }

    /** The JDK reads them alike; it is asked for literals only. That nothing of ours asks it, ArchitectureTest says (F35). */
    @Tag("F35")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "255.255.255.255",
                "192.0.2.7",
                "::",
                "::1",
                "1::",
                "2001:db8::ff00:42:8329",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "fe80::a:b",
                "ABCD:EF01::",
                "::ffff:1.2.3.4",
                "::1.2.3.4",
                "64:ff9b::192.0.2.33",
                "1:2:3:4:5:6:1.2.3.4"
            })
    void areReadAsTheJdkReadsThem(String literal) throws Exception {
        assertThat(IpLiteral.bytes(literal))
                .isEqualTo(InetAddress.getByName(literal).getAddress());
    }

    /** Bounded work for a header of any length. */
    @Tag("F65")
    @ParameterizedTest
    @ValueSource(strings = {":", "1:", "::", ".", "1.", "a", "%", "0"})
    void aLongTextIsNoAddressBeforeItIsLookedAt(String part) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Networks networks = Networks.parse("192.0.2.7, ::1");
        String text = part.repeat(1_000_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(networks.contain(text)).isFalse();
        assertThat(networks.contain(text + "%eth0")).isFalse();
        // Each copy of it would be a million bytes; cutting a zone off makes one.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5_000_000);
    }
}
