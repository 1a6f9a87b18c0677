package org.erpconnector.auth.keys;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.erpconnector.auth.config.ConfigurationException;

/** The only class that links against CDI: where its classes are absent, {@link KeyProviders} never gets here. */
final class CdiKeyProviders {
    private CdiKeyProviders() {}

    /** True if this web application has CDI; false without a provider, or where the WAR switched it off. */
    static boolean running() {
        try {
            CDI.current().getBeanManager();
            return true;
        } catch (IllegalStateException switchedOff) {
            return false;
        }
    }

    /** Who has loaded the API of CDI. */
    static ClassLoader apiLoader() {
        return CDI.class.getClassLoader();
    }

    static Optional<KeyProviders.Named> find() throws ConfigurationException {
        return find(CDI.current().getBeanManager());
    }

    /**
     * The deployer's bean. It need not be an alternative: ours steps back by itself.
     *
     * @throws ConfigurationException if several beans are equally strong, or the bean cannot be made
     */
    static Optional<KeyProviders.Named> find(BeanManager manager) throws ConfigurationException {
        Set<Bean<?>> deployers = manager.getBeans(KeyProvider.class).stream()
                .filter(bean -> bean.getBeanClass() != SettingsKeyProvider.class)
                .collect(Collectors.toSet());
        if (deployers.isEmpty()) {
            return Optional.empty();
        }
        Bean<?> bean = strongest(manager, deployers);
        String name = bean.getBeanClass().getName();
        try {
            Object made = manager.getReference(bean, KeyProvider.class, manager.createCreationalContext(bean));
            return Optional.of(new KeyProviders.Named((KeyProvider) made, name));
        } catch (RuntimeException | LinkageError e) {
            throw KeyProviders.failed(
                    name, "the key provider could not be made (" + e.getClass().getName() + ")", e);
        }
    }

    private static Bean<?> strongest(BeanManager manager, Set<Bean<?>> deployers) throws ConfigurationException {
        try {
            return manager.resolve(deployers);
        } catch (AmbiguousResolutionException e) {
            String names = deployers.stream()
                    .map(bean -> bean.getBeanClass().getName())
                    .sorted()
                    .collect(Collectors.joining(", "));
            ConfigurationException refusal = new ConfigurationException(KeyProviders.problem(
                    names, "there are several key providers", "Leave one, or make one an @Alternative with @Priority"));
            refusal.initCause(e);
            throw refusal;
        }
    }
}
