package org.erpconnector.auth.keys;

import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.config.Setting;
import org.jspecify.annotations.Nullable;

/**
 * One place to read, what opens it, and the words with which it is refused. Immutable; shows no password.
 *
 * @param setting {@code application-key}, {@code next-application-key} or {@code caller-keys}
 * @param place the place as the reader of a message should see it; never key text
 * @param alias the one entry that is wanted
 * @param password opens the keystore or the encrypted PEM key
 * @param entryPassword opens the entry, where it differs
 * @param storeType type of the keystore where a JNDI resource or the server names it; empty: its content tells
 * @param ownNames true if alias and password stand in the settings; false if a JNDI resource brought them
 */
record KeyQuery(
        Setting<?> setting,
        String place,
        Optional<String> alias,
        Optional<Secret> password,
        Optional<Secret> entryPassword,
        Optional<String> storeType,
        boolean ownNames) {

    static KeyQuery applicationKey(KeyPlaces places) {
        return applicationKey(
                places.applicationKeyAlias(), places.applicationKeyPassword(), places.applicationKeyEntryPassword());
    }

    static KeyQuery applicationKey(Optional<String> alias, Optional<Secret> password, Optional<Secret> entryPassword) {
        return new KeyQuery(Setting.APPLICATION_KEY, "", alias, password, entryPassword, Optional.empty(), true);
    }

    static KeyQuery nextApplicationKey(NextKeyPlace next) {
        return new KeyQuery(
                Setting.NEXT_APPLICATION_KEY,
                "",
                next.alias(),
                next.password(),
                next.entryPassword(),
                Optional.empty(),
                true);
    }

    static KeyQuery callerKeys(Optional<Secret> password) {
        return new KeyQuery(
                Setting.CALLER_KEYS, "", Optional.empty(), password, Optional.empty(), Optional.empty(), true);
    }

    /** The same question, asked at another place: a message shows both. */
    KeyQuery seenAt(String otherPlace) {
        return new KeyQuery(setting, otherPlace, alias, password, entryPassword, storeType, ownNames);
    }

    /** The same question with a password for when the settings have none. */
    KeyQuery orPassword(Optional<Secret> fallback) {
        return new KeyQuery(setting, place, alias, password.or(() -> fallback), entryPassword, storeType, ownNames);
    }

    /** The same question about a keystore whose type somebody named; empty: its content tells. */
    KeyQuery ofType(Optional<String> type) {
        return new KeyQuery(setting, place, alias, password, entryPassword, type, ownNames);
    }

    boolean wantsPrivateKey() {
        return setting != Setting.CALLER_KEYS;
    }

    Problem problem(String fault, String remedy) {
        return new Problem(setting.key(), place, fault, remedy);
    }

    ConfigurationException refuse(String fault, String remedy) {
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
        return name(
                Setting.APPLICATION_KEY_PASSWORD, Setting.NEXT_APPLICATION_KEY_PASSWORD, Setting.CALLER_KEYS_PASSWORD);
    }

    private String entryPasswordName() {
        return name(
                Setting.APPLICATION_KEY_ENTRY_PASSWORD,
                Setting.NEXT_APPLICATION_KEY_ENTRY_PASSWORD,
                Setting.CALLER_KEYS_PASSWORD);
    }

    private String aliasName() {
        return name(Setting.APPLICATION_KEY_ALIAS, Setting.NEXT_APPLICATION_KEY_ALIAS, Setting.CALLER_KEYS);
    }

    /** What a JNDI resource brought along has no setting of its own. */
    private String name(Setting<?> application, Setting<?> next, Setting<?> callers) {
        if (!ownNames) {
            return setting.key();
        }
        if (setting == Setting.CALLER_KEYS) {
            return callers.key();
        }
        return (setting == Setting.NEXT_APPLICATION_KEY ? next : application).key();
    }

    private static ConfigurationException because(ConfigurationException refusal, @Nullable Throwable cause) {
        refusal.initCause(cause);
        return refusal;
    }
}
