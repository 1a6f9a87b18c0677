package org.erpconnector.auth.keys.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SuperOfficeCertificateTest {
    @Test
    void knowsEachEnvironmentsCertificate() {
        assertThat(SuperOfficeCertificate.judge("16B7FB8C3F9AB06885A800C64E64C97C4AB5E98C", Environment.DEVELOPMENT))
                .isEmpty();
        assertThat(SuperOfficeCertificate.judge("484903A7732B928C7980A39D38E947EA119F1089", Environment.STAGE))
                .isEmpty();
        assertThat(SuperOfficeCertificate.judge("60B61583DBB2B7EEC46FD01EC0056E62451D61F3", Environment.PRODUCTION))
                .isEmpty();
    }

    @Test
    void namesTheEnvironmentThatACertificateBelongsTo() {
        Fault finding = SuperOfficeCertificate.judge("16B7FB8C3F9AB06885A800C64E64C97C4AB5E98C", Environment.PRODUCTION)
                .orElseThrow();

        assertThat(finding.fault()).contains("SuperOffice's development environment", "environment is production");
        assertThat(finding.remedy()).contains("60B61583DBB2B7EEC46FD01EC0056E62451D61F3", "change environment");
    }

    @Test
    @Tag("JK15")
    void refusesTheDemoCertificateExceptWhereTestsRun() {
        String demo = "B0AD4C0BFD8913B8040F3E8AD16A91F585222C33";
        for (Environment environment : List.of(Environment.DEVELOPMENT, Environment.STAGE, Environment.PRODUCTION)) {
            assertThat(SuperOfficeCertificate.judge(demo, environment)
                            .orElseThrow()
                            .fault())
                    .contains("its private key is public");
        }
        assertThat(SuperOfficeCertificate.judge(demo, Environment.CUSTOM)).isEmpty();
    }
}
