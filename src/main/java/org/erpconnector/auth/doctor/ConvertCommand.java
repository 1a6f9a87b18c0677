package org.erpconnector.auth.doctor;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.keys.KeyInspection;

/** Turns RSA XML or PEM into PKCS12 and a keystore into RSA XML, so that nobody pastes a private key into a web page. */
final class ConvertCommand {
    static final Map<String, CommandLine.Kind> OPTIONS = Map.of(
            "from", CommandLine.Kind.ONCE,
            "to", CommandLine.Kind.ONCE,
            "alias", CommandLine.Kind.ONCE,
            "password-file", CommandLine.Kind.ONCE,
            "from-password-file", CommandLine.Kind.ONCE,
            "entry-password-file", CommandLine.Kind.ONCE,
            "force", CommandLine.Kind.FLAG);

    private static final OptionNames NAMES = new OptionNames(List.of(
            new OptionNames.Pair("application-key-entry-password", "--entry-password-file"),
            new OptionNames.Pair("application-key-password", "--password-file"),
            new OptionNames.Pair("application-key-alias", "--alias"),
            new OptionNames.Pair("application-key", "--from")));
    private static final String ALIAS = "application-key";
    private static final Pattern ALIASES = Pattern.compile("[A-Za-z0-9._ -]{1,64}");
    private static final int GOOD_BITS = 2048;

    private final CommandLine line;
    private final Terminal terminal;

    ConvertCommand(CommandLine line, Terminal terminal) {
        this.line = line;
        this.terminal = terminal;
    }

    Exit run() throws UsageException {
        Path from = line.requiredFile("from");
        Path to = line.requiredFile("to");
        boolean store = wantsStore(to);
        String alias = line.option("alias").orElse(ALIAS);
        if (!ALIASES.matcher(alias).matches()) {
            throw new UsageException("option --alias is made of letters, digits, blanks, dots, _ and -");
        }
        PrivateFile.requireFree(to, line.has("force"));
        Optional<Secret> password = Passwords.file(line, "password-file");
        KeyInspection.OwnKey key = read(from, password);
        if (!(key.key() instanceof RSAPrivateCrtKey whole)) {
            throw new UsageException("the key in " + from + " does not show its primes, so that it cannot be written");
        }
        if (store) {
            Secret protection = Pkcs12.requireUsable(
                    password.isPresent() ? password.get() : ask("New password for " + to.getFileName()));
            byte[] bytes = Pkcs12.bytes(key, whole, alias, protection, terminal.clock());
            PrivateFile.write(
                    to,
                    bytes,
                    line.has("force"),
                    written -> requireSame(key, open(written, Optional.of(protection), Optional.of(alias)), to));
        } else {
            byte[] xml = RsaXmlText.whole(whole).getBytes(StandardCharsets.US_ASCII);
            PrivateFile.write(
                    to,
                    xml,
                    line.has("force"),
                    written -> requireSame(key, open(written, Optional.empty(), Optional.empty()), to));
        }
        report(key, to);
        return Exit.WELL;
    }

    private static boolean wantsStore(Path to) throws UsageException {
        String name = to.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".p12") || name.endsWith(".pfx")) {
            return true;
        }
        if (name.endsWith(".xml")) {
            return false;
        }
        throw new UsageException("option --to ends in .p12 or .pfx for a keystore, or in .xml for RSA XML");
    }

    private KeyInspection.OwnKey read(Path from, Optional<Secret> password) throws UsageException {
        Optional<Secret> opening =
                line.has("from-password-file") ? Passwords.file(line, "from-password-file") : password;
        Optional<Secret> entry = Passwords.file(line, "entry-password-file");
        try {
            return KeyInspection.key(from, line.option("alias"), opening, entry);
        } catch (ConfigurationException e) {
            if (opening.isEmpty() && needsPassword(e)) {
                Secret typed = ask("Password of " + from.getFileName());
                return open(from, Optional.of(typed), line.option("alias"));
            }
            throw NAMES.usage(e);
        }
    }

    private static boolean needsPassword(ConfigurationException e) {
        return e.problems().stream().anyMatch(problem -> problem.setting().endsWith("-password"));
    }

    private static KeyInspection.OwnKey open(Path file, Optional<Secret> password, Optional<String> alias)
            throws UsageException {
        try {
            return KeyInspection.key(file, alias, password, Optional.empty());
        } catch (ConfigurationException e) {
            throw NAMES.usage(e);
        }
    }

    /** What was written is read again before anybody deletes the source, or a file that it replaces is gone. */
    private static void requireSame(KeyInspection.OwnKey key, KeyInspection.OwnKey again, Path to)
            throws UsageException {
        if (!key.key().equals(again.key())) {
            throw new UsageException(to + " does not hold the key that was read: keep the source");
        }
    }

    private Secret ask(String question) throws UsageException {
        return terminal.prompt()
                .password(question)
                .map(Secret::new)
                .orElseThrow(() -> new UsageException(
                        "a password is needed and there is no console to ask: give --password-file"));
    }

    private void report(KeyInspection.OwnKey key, Path to) {
        PrintStream out = terminal.out();
        out.println("read     " + key.format() + ", " + PublicHalf.bits(key.publicKey()) + ", RFC 7638 thumbprint "
                + Thumbprints.jwk(key.publicKey()));
        out.println("written  " + to + ", and read again: the same key");
        key.warnings().forEach(warning -> out.println("warning: " + Shown.text(warning)));
        if (key.publicKey().getModulus().bitLength() < GOOD_BITS) {
            out.println("warning: an RSA key under " + GOOD_BITS + " bits can be broken with effort, and signs no JWT."
                    + " Register a key of " + GOOD_BITS + " bits with SuperOffice.");
        }
    }
}
