package org.erpconnector.auth.keys.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.fuzz.Budget;
import org.erpconnector.auth.fuzz.Sentences;
import org.erpconnector.auth.fuzz.Sequence;
import org.erpconnector.auth.keys.TestKeys;
import org.erpconnector.auth.keys.TestPlaces;
import org.erpconnector.auth.keys.jwks.TestKeySets;

/** RSAKeyValue files: a key whose numbers belong together comes of them, or a sentence. */
class RsaXmlFuzzTest {
    private static final KeySourceContext QUERY = TestPlaces.applicationKey("key");

    private static final String GENUINE = xml((RSAPrivateCrtKey) TestKeys.OWN.getPrivate());
    private static final Sequence SEQUENCE = new Sequence(() -> decoded(GENUINE), () -> decoded(GENUINE));

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/keys/source/rsa-xml.dict")
    @FuzzTest
    void makesAKeyOrASentence(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Budget.OF_A_FILE.keep(() -> decoded(text));
        SEQUENCE.heard();
    }

    private static String xml(RSAPrivateCrtKey key) {
        return "<RSAKeyValue>" + element("Modulus", key.getModulus())
                + element("Exponent", key.getPublicExponent()) + element("D", key.getPrivateExponent())
                + "</RSAKeyValue>";
    }

    private static String element(String name, BigInteger number) {
        return "<" + name + ">" + Base64.getEncoder().encodeToString(TestKeySets.unsigned(number)) + "</" + name + ">";
    }

    private static boolean decoded(String text) {
        try {
            KeyContent.Parts parts = (KeyContent.Parts) RsaXml.decode(QUERY, text);
            assertThat(parts.keys()).hasSize(1);
            PrivateKey key = parts.keys().get(0);
            assertThat(key)
                    .isInstanceOfSatisfying(
                            RSAPrivateCrtKey.class,
                            crt -> assertThat(crt.getPrimeP().multiply(crt.getPrimeQ()))
                                    .isEqualTo(crt.getModulus()));
            return true;
        } catch (ConfigurationException e) {
            Sentences.check(e.problems());
            return false;
        }
    }
}
