package org.erpconnector.auth.keys.jwks;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;

/**
 * Where the caller's key set is discovered: {@code caller-keys} is {@code discovery}. Immutable.
 *
 * @param configuration address of the OpenID configuration (OpenID Connect Discovery 1.0, section 4)
 * @param issuers what that document may give as its issuer
 */
public record KeySetLocation(URI configuration, Set<String> issuers) {
    private static final String DISCOVERY = "discovery";
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    /** Copies the issuers. */
    public KeySetLocation {
        issuers = Set.copyOf(issuers);
    }

    public static Optional<KeySetLocation> of(SettingValues settings) throws ConfigurationException {
        List<String> callers = settings.get(Setting.CALLER_KEYS);
        Optional<URI> configured = settings.get(Setting.DISCOVERY_URL);
        if (!callers.contains(DISCOVERY)) {
            if (configured.isPresent()) {
                throw refuse(
                        KeySetAddress.shown(configured.get()),
                        "set, but caller-keys does not ask for discovery",
                        "Set caller-keys to discovery, or remove discovery-url");
            }
            return Optional.empty();
        }
        if (callers.size() > 1) {
            throw new ConfigurationException(new Problem(
                    Setting.CALLER_KEYS.key(),
                    String.join(", ", callers),
                    "discovery stands beside places",
                    "Write discovery alone, or places alone"));
        }
        Environment environment = settings.get(Setting.ENVIRONMENT);
        return Optional.of(
                environment == Environment.CUSTOM ? custom(configured) : superOffice(environment, configured));
    }

    /** OpenID Connect Discovery 1.0, sections 4.1 and 4.3: the issuer is the address up to the well-known part. */
    private static KeySetLocation custom(Optional<URI> configured) throws ConfigurationException {
        if (configured.isEmpty()) {
            throw new ConfigurationException(new Problem(
                    Setting.DISCOVERY_URL.key(),
                    null,
                    "not set, but environment is custom and caller-keys is discovery",
                    "Set it to the address of the issuer's OpenID configuration"));
        }
        URI address = checked(configured.get());
        String issuer = address.toString().substring(0, address.toString().length() - WELL_KNOWN.length());
        return new KeySetLocation(address, Set.of(issuer, issuer + "/"));
    }

    /** A configured address may only be another path of SuperOffice's own host: trust is that host's certificate. */
    private static KeySetLocation superOffice(Environment environment, Optional<URI> configured)
            throws ConfigurationException {
        URI known = URI.create("https://" + host(environment) + "/login" + WELL_KNOWN);
        URI address = checked(configured.orElse(known));
        if (!KeySetAddress.sameServer(address, known)) {
            throw refuse(
                    KeySetAddress.shown(address),
                    "not on " + known.getHost() + ", the host of SuperOffice's " + environment.label() + " environment",
                    "Remove discovery-url, or set environment to custom if you mean this address");
        }
        return new KeySetLocation(address, Set.of("https://" + known.getHost()));
    }

    private static String host(Environment environment) {
        return switch (environment) {
            case DEVELOPMENT -> "sod.superoffice.com";
            case STAGE -> "qaonline.superoffice.com";
            case PRODUCTION -> "online.superoffice.com";
            case CUSTOM -> throw new IllegalArgumentException("a custom environment has no host of SuperOffice's");
        };
    }

    private static URI checked(URI address) throws ConfigurationException {
        try {
            KeySetAddress.require(address);
        } catch (KeySetException e) {
            throw refuse(
                    KeySetAddress.shown(address),
                    e.finding().fault(),
                    e.finding().remedy());
        }
        if (address.getRawQuery() != null || !address.getRawPath().endsWith(WELL_KNOWN)) {
            throw refuse(
                    KeySetAddress.shown(address),
                    "does not end in " + WELL_KNOWN,
                    "Write the issuer followed by " + WELL_KNOWN);
        }
        return address;
    }

    private static ConfigurationException refuse(String place, String fault, String remedy) {
        return new ConfigurationException(new Problem(Setting.DISCOVERY_URL.key(), place, fault, remedy));
    }
}
