package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CertificateNamesTest {
    @Test
    void showsAnAddressAsTextAndNotAsBytes() {
        assertThat(CertificateNames.subject(
                        TestKeys.certificate(TestKeys.OWN.getPublic(), "E=ops@example.com,CN=Own Connector")))
                .contains("CN=Own Connector", "EMAILADDRESS=ops@example.com");
    }
}
