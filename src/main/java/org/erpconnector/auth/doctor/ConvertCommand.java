package org.erpconnector.auth.doctor;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.core.Thumbprints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Turns RSA XML or PEM into PKCS12 and a keystore into RSA XML, so that nobody pastes a private key into a web page. */
@Command(
        name = "convert",
        description = "Makes a PKCS12 keystore of an RSA XML or PEM key, or RSA XML of a keystore, on this machine.")
final class ConvertCommand implements Callable<Integer> {
    private static final OptionNames NAMES = new OptionNames(List.of(
            new OptionNames.Pair("application-key-entry-password", "--entry-password-file"),
            new OptionNames.Pair("application-key-password", "--password-file"),
            new OptionNames.Pair("application-key-alias", "--alias"),
            new OptionNames.Pair("application-key", "--from")));
    private static final String ALIAS = "application-key";
    private static final Pattern ALIASES = Pattern.compile("[A-Za-z0-9._ -]{1,64}");
    private static final int GOOD_BITS = 2048;

    @Option(
            names = "--from",
            paramLabel = "F",
            required = true,
            description = "RSA XML, PEM, PKCS12 or JKS, told by its content.")
    private Path from;

    @Option(
            names = "--to",
            paramLabel = "F",
            required = true,
            description = "A new file that ends in .p12, .pfx or .xml; only its owner may read it.")
    private Path to;

    @Option(names = "--alias", paramLabel = "A", description = "Which entry to read, or to make (" + ALIAS + ").")
    private Optional<String> alias = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "F",
            description = "A file whose first line is the keystore's password; without it the console asks.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--from-password-file",
            paramLabel = "F",
            description = "Opens --from, where that has another password.")
    private Optional<Path> fromPasswordFile = Optional.empty();

    @Option(
            names = "--entry-password-file",
            paramLabel = "F",
            description = "Opens the entry in --from, where that has another password.")
    private Optional<Path> entryPasswordFile = Optional.empty();

    @Option(names = "--force", description = "Replaces --to.")
    private boolean force;

    private final Terminal terminal;

    ConvertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        boolean store = wantsStore(to);
        String made = alias.orElse(ALIAS);
        if (!ALIASES.matcher(made).matches()) {
            throw new UsageException("option --alias is made of letters, digits, blanks, dots, _ and -");
        }
        PrivateFile.requireFree(to, force);
        Optional<Secret> password = Passwords.file("--password-file", passwordFile);
        OwnKey key = read(password);
        if (!(key.key() instanceof RSAPrivateCrtKey whole)) {
            throw new UsageException("the key in " + from + " does not show its primes, so that it cannot be written");
        }
        if (store) {
            Secret protection = Pkcs12.requireUsable(
                    password.isPresent() ? password.get() : ask("New password for " + to.getFileName()));
            byte[] bytes = Pkcs12.bytes(key, whole, made, protection, terminal.clock());
            PrivateFile.write(
                    to,
                    bytes,
                    force,
                    written -> requireSame(key, open(written, Optional.of(protection), Optional.of(made)), to));
        } else {
            byte[] xml = RsaXmlText.whole(whole).getBytes(StandardCharsets.US_ASCII);
            PrivateFile.write(
                    to, xml, force, written -> requireSame(key, open(written, Optional.empty(), Optional.empty()), to));
        }
        report(key);
        return Exit.WELL.status();
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

    private OwnKey read(Optional<Secret> password) throws UsageException {
        Optional<Secret> opening =
                fromPasswordFile.isPresent() ? Passwords.file("--from-password-file", fromPasswordFile) : password;
        Optional<Secret> entry = Passwords.file("--entry-password-file", entryPasswordFile);
        try {
            return OwnKey.read(from, alias, opening, entry);
        } catch (ConfigurationException e) {
            if (opening.isEmpty() && needsPassword(e)) {
                Secret typed = ask("Password of " + from.getFileName());
                return open(from, Optional.of(typed), alias);
            }
            throw NAMES.usage(e);
        }
    }

    private static boolean needsPassword(ConfigurationException e) {
        return e.problems().stream().anyMatch(problem -> problem.setting().endsWith("-password"));
    }

    private static OwnKey open(Path file, Optional<Secret> password, Optional<String> alias) throws UsageException {
        try {
            return OwnKey.read(file, alias, password, Optional.empty());
        } catch (ConfigurationException e) {
            throw NAMES.usage(e);
        }
    }

    /** What was written is read again before anybody deletes the source, or a file that it replaces is gone. */
    private static void requireSame(OwnKey key, OwnKey again, Path to) throws UsageException {
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

    private void report(OwnKey key) {
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
