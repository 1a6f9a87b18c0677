package org.erpconnector.auth.keys.source;

import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.config.Setting;
import org.jspecify.annotations.Nullable;

/**
 * One place to read, what opens it, and the words with which it is refused. Immutable; shows no password.
 *
 * @param role what the key is for, and so the settings that messages name
 * @param place the place as the reader of a message should see it; never key text
 * @param alias the one entry that is wanted
 * @param password opens the keystore or the encrypted PEM key
 * @param entryPassword opens the entry, where it differs
 * @param storeType type of the keystore where a JNDI resource or the server names it; empty: recognised by content
 * @param ownNames true if alias and password stand in the settings; false if a JNDI resource brought them
 */
public record KeySourceContext(
        Role role,
        String place,
        Optional<String> alias,
        Optional<Secret> password,
        Optional<Secret> entryPassword,
        Optional<String> storeType,
        boolean ownNames) {

    /** What keys are for, each with the settings that say where they lie and what opens them. */
    public enum Role {
        APPLICATION_KEY(
                Setting.APPLICATION_KEY,
                Setting.APPLICATION_KEY_ALIAS,
                Setting.APPLICATION_KEY_PASSWORD,
                Setting.APPLICATION_KEY_ENTRY_PASSWORD),
        NEXT_APPLICATION_KEY(
                Setting.NEXT_APPLICATION_KEY,
                Setting.NEXT_APPLICATION_KEY_ALIAS,
                Setting.NEXT_APPLICATION_KEY_PASSWORD,
                Setting.NEXT_APPLICATION_KEY_ENTRY_PASSWORD),
        CALLER_KEYS(
                Setting.CALLER_KEYS, Setting.CALLER_KEYS, Setting.CALLER_KEYS_PASSWORD, Setting.CALLER_KEYS_PASSWORD);

        private final String setting;
        private final String alias;
        private final String password;
        private final String entryPassword;

        Role(Setting<?> setting, Setting<?> alias, Setting<?> password, Setting<?> entryPassword) {
            this.setting = setting.key();
            this.alias = alias.key();
            this.password = password.key();
            this.entryPassword = entryPassword.key();
        }
    }

    /** A private key to be read, where the settings say what opens it. */
    public static KeySourceContext privateKey(
            Role role, Optional<String> alias, Optional<Secret> password, Optional<Secret> entryPassword) {
        return new KeySourceContext(role, "", alias, password, entryPassword, Optional.empty(), true);
    }

    /** Certificates of the caller's to be read, where the settings say what opens them. */
    public static KeySourceContext callerKeys(Optional<Secret> password) {
        return new KeySourceContext(
                Role.CALLER_KEYS, "", Optional.empty(), password, Optional.empty(), Optional.empty(), true);
    }

    /** The same for another place: messages show both. */
    public KeySourceContext seenAt(String otherPlace) {
        return new KeySourceContext(role, otherPlace, alias, password, entryPassword, storeType, ownNames);
    }

    /** The same with a password for when the settings have none. */
    KeySourceContext orPassword(Optional<Secret> fallback) {
        return new KeySourceContext(
                role, place, alias, password.or(() -> fallback), entryPassword, storeType, ownNames);
    }

    /** The same for a keystore of a given type; empty: recognised by content. */
    KeySourceContext ofType(Optional<String> type) {
        return new KeySourceContext(role, place, alias, password, entryPassword, type, ownNames);
    }

    /** The setting that names the place. */
    public String setting() {
        return role.setting;
    }

    boolean wantsPrivateKey() {
        return role != Role.CALLER_KEYS;
    }

    /** What is wrong with this place. */
    public Problem problem(String fault, String remedy) {
        return new Problem(role.setting, place, fault, remedy);
    }

    public ConfigurationException refuse(String fault, String remedy) {
        return new ConfigurationException(problem(fault, remedy));
    }

    /** Keeps what the JDK or the server said, for the log; its text stays out of the message, which nobody vetted. */
    ConfigurationException refuse(String fault, String remedy, @Nullable Throwable cause) {
        return because(refuse(fault, remedy), cause);
    }

    ConfigurationException refusePassword(String fault, String remedy, Throwable cause) {
        return because(new ConfigurationException(new Problem(passwordName(), place, fault, remedy)), cause);
    }

    ConfigurationException refuseEntryPassword(String fault, String remedy, Throwable cause) {
        return because(new ConfigurationException(new Problem(entryPasswordName(), place, fault, remedy)), cause);
    }

    ConfigurationException refuseAlias(String fault, String remedy) {
        return new ConfigurationException(new Problem(aliasName(), place, fault, remedy));
    }

    /** Where the password is set, for a remedy. */
    String passwordPlace() {
        return ownNames ? passwordName() : "the property password of the JNDI resource";
    }

    /** Where the entry's password is set, for a remedy. */
    String entryPasswordPlace() {
        return ownNames ? entryPasswordName() : "the property key-password of the JNDI resource";
    }

    /** Where the alias is set, for a remedy. */
    String aliasPlace() {
        return ownNames && wantsPrivateKey() ? aliasName() : "the property alias of a JNDI resource";
    }

    private String passwordName() {
        return ownNames ? role.password : role.setting;
    }

    private String entryPasswordName() {
        return ownNames ? role.entryPassword : role.setting;
    }

    private String aliasName() {
        return ownNames ? role.alias : role.setting;
    }

    private static ConfigurationException because(ConfigurationException refusal, @Nullable Throwable cause) {
        refusal.initCause(cause);
        return refusal;
    }
}
