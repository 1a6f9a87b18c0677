package org.erpconnector.auth.keys;

import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Secret;

/** Key settings that a test gives one by one. */
public record GivenKeySettings(
        String applicationId,
        Environment environment,
        Optional<String> applicationKey,
        Optional<String> applicationKeyAlias,
        Optional<Secret> applicationKeyPassword,
        Optional<Secret> applicationKeyEntryPassword,
        List<String> callerKeys,
        boolean discovery,
        Optional<Secret> callerKeysPassword)
        implements KeySettings {}
