package org.erpconnector.auth.replay;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;

/** A data grid in this process: as much of JCache as nonces need. Whatever else is called fails the test. */
final class FakeCaches {
    final Map<String, Cache<?, ?>> caches = new ConcurrentHashMap<>();
    private final Map<String, Class<?>> types = new ConcurrentHashMap<>();
    /** What the last cache holds. */
    final Map<String, String> entries = new ConcurrentHashMap<>();

    /** Runs in place of whoever asks the cache. */
    volatile Runnable weather = () -> {};

    /** Another node makes the cache after this one has found none. */
    volatile boolean slow;

    volatile boolean closed;

    CacheManager manager() {
        return proxy(CacheManager.class, this::manage);
    }

    /** One whose classes lie elsewhere, as in a web application or among the server's libraries. */
    CacheManager manager(ClassLoader loader) {
        return proxy(loader, CacheManager.class, this::manage);
    }

    /** Makes a cache as somebody else would. */
    void make(String name, MutableConfiguration<?, ?> configuration) {
        types.put(name, configuration.getValueType());
        caches.put(name, proxy(Cache.class, (method, arguments) -> use(name, configuration, method, arguments)));
    }

    private Object manage(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getCache" -> typed((String) arguments[0], (Class<?>) arguments[2]);
            case "isClosed" -> false;
            case "createCache" -> create((String) arguments[0], (MutableConfiguration<?, ?>) arguments[1]);
            default -> throw new AssertionError(method);
        };
    }

    private Cache<?, ?> typed(String name, Class<?> values) {
        if (types.getOrDefault(name, values) != values) {
            throw new ClassCastException();
        }
        return caches.get(name);
    }

    private Cache<?, ?> create(String name, MutableConfiguration<?, ?> configuration) {
        weather.run();
        make(name, configuration);
        if (slow) {
            throw new CacheException("there is one already");
        }
        return caches.get(name);
    }

    private Object use(String name, MutableConfiguration<?, ?> configuration, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getConfiguration" -> configuration;
            case "getName" -> name;
            case "isClosed" -> closed;
            default -> {
                weather.run();
                yield entry(method, arguments);
            }
        };
    }

    private Object entry(Method method, Object[] arguments) {
        String key = (String) arguments[0];
        return switch (method.getName()) {
            case "containsKey" -> entries.containsKey(key);
            case "get" -> entries.get(key);
            case "putIfAbsent" -> entries.putIfAbsent(key, (String) arguments[1]) == null;
            case "replace" -> entries.replace(key, (String) arguments[1], (String) arguments[2]);
            default -> throw new AssertionError(method);
        };
    }

    private interface Calls {
        Object answer(Method method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return proxy(FakeCaches.class.getClassLoader(), type, calls);
    }

    private static <T> T proxy(ClassLoader loader, Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                loader,
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        calls.answer(method, Objects.requireNonNullElse(arguments, new Object[0]))));
    }
}
