package org.erpconnector.auth.keys;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;

/**
 * Whether this Java knows RSA. Every Java must, but a list of security providers that an administrator has changed may
 * have lost it; then passwords seem wrong, good keys damaged, and RSA certificates are of no type that is known.
 */
final class RsaSupport {
    private RsaSupport() {}

    /**
     * Refuses where RSA is missing.
     *
     * @throws ConfigurationException if no security provider reads RSA keys, or none makes the signature
     */
    static void require() throws ConfigurationException {
        try {
            KeyFactory.getInstance("RSA");
            Signature.getInstance("SHA256withRSA");
        } catch (NoSuchAlgorithmException e) {
            ConfigurationException refusal = new ConfigurationException(new Problem(
                    Setting.APPLICATION_KEY.key(),
                    null,
                    "this Java cannot use any RSA key, since none of its security providers has RSA and SHA256withRSA: "
                            + Stream.of(Security.getProviders())
                                    .map(Provider::getName)
                                    .collect(Collectors.joining(", ")),
                    "Add the provider SunRsaSign to the security.provider lines of java.security"));
            refusal.initCause(e);
            throw refusal;
        }
    }
}
