package org.erpconnector.auth.keys.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.erpconnector.auth.keys.TestKeys;
import org.junit.jupiter.api.Test;

class CertificateNamesTest {
    @Test
    void showsAnAddressAsTextAndNotAsBytes() {
        assertThat(CertificateNames.subject(
                        TestKeys.certificate(TestKeys.OWN.getPublic(), "E=ops@example.com,CN=Own Connector")))
                .contains("CN=Own Connector", "EMAILADDRESS=ops@example.com");
    }
}
