package org.erpconnector.auth.config;

/** Which reply token is made: what the contract's callers can verify, or always the one named. */
public enum ReplyTokenChoice {
    AUTO,
    APPLICATION_TOKEN,
    JWT;

    /** Whether these settings ask for signed JWTs, for which not every RSA key is large enough. */
    public static boolean makesJwts(SettingValues settings) {
        return settings.find(Setting.REPLY_TOKEN)
                .filter(choice -> choice == JWT
                        || (choice == AUTO
                                && settings.get(Setting.AUTHENTICATE_PATH).isPresent()))
                .isPresent();
    }
}
