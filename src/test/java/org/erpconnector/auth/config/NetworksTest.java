package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "192.0.2.7, '', false"
    })
    void holdAnAddressOrDoNot(String network, String address, boolean holds) {
        assertThat(Networks.parse(network).contain(address)).isEqualTo(holds);
        assertThat(Networks.parse("203.0.113.1, " + network).contain(address)).isEqualTo(holds);
    }
}
