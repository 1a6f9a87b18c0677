package org.erpconnector.auth.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server may have a newer servlet API than the one that we are compiled against. A method that came with it falls to its
 * default in what we wrap: each is either ours, or known to be built on methods that are.
 */
@Tag("F04")
class NewestServletApiIT {
    private static final Path CLASSES = Path.of("target/classes");

    /** Of {@code java.io.InputStream}, repeated there: they read by {@code read(byte[], int, int)}. */
    private static final Set<String> BUILT_ON_READ =
            Set.of("readAllBytes()", "readNBytes(int)", "readNBytes(byte[],int,int)");

    @Test
    void everyNewMethodOfAStreamIsOursOrReadsByOurs() throws Exception {
        try (URLClassLoader server = newestServer()) {
            Class<?> stream = server.loadClass(ServletInputStream.class.getName());
            assertThat(newMethods(stream, ServletInputStream.class))
                    .as("a newer API: look at each new method, then name it here")
                    .containsExactlyInAnyOrder(
                            "read(java.nio.ByteBuffer)",
                            "readAllBytes()",
                            "readNBytes(int)",
                            "readNBytes(byte[],int,int)");
            List<String> inherited = new ArrayList<>();
            // Nobody but ReplayedStream reads the one behind a body that broke off, and by read(byte[], int, int)
            // alone.
            for (Class<?> ours : subclasses(server, stream, "PeekedBody$Broken")) {
                newMethods(stream, ServletInputStream.class).stream()
                        .filter(method -> !BUILT_ON_READ.contains(method) && !declared(ours, method))
                        .forEach(method -> inherited.add(ours.getSimpleName() + "." + method));
            }
            assertThat(inherited).isEmpty();
        }
    }

    @Test
    void everyNewMethodOfARequestIsOursWhereItsOldFormIs() throws Exception {
        try (URLClassLoader server = newestServer()) {
            Class<?> wrapper = server.loadClass(HttpServletRequestWrapper.class.getName());
            Set<String> added = newMethods(wrapper, HttpServletRequestWrapper.class);
            assertThat(added)
                    .as("a newer API: look at each new method, then name it here")
                    .containsExactly("setCharacterEncoding(java.nio.charset.Charset)");
            List<Class<?>> withCharset = subclasses(server, wrapper, "").stream()
                    .filter(ours -> declared(ours, "setCharacterEncoding(java.lang.String)"))
                    .toList();
            assertThat(withCharset).isNotEmpty().allMatch(ours -> added.stream().allMatch(m -> declared(ours, m)));
        }
    }

    /** Our classes as such a server loads them. */
    private static URLClassLoader newestServer() throws IOException {
        return new URLClassLoader(
                new URL[] {
                    ServletApi.jarsOf("newest-servlet").get(0).toUri().toURL(),
                    CLASSES.toUri().toURL()
                },
                ClassLoader.getPlatformClassLoader());
    }

    private static Set<String> newMethods(Class<?> newest, Class<?> compiledAgainst) {
        Set<String> known = signatures(compiledAgainst);
        return signatures(newest).stream()
                .filter(method -> !known.contains(method))
                .collect(Collectors.toSet());
    }

    /** What the API itself declares, down to the classes of the JDK. */
    private static Set<String> signatures(Class<?> type) {
        Set<String> found = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(NewestServletApiIT::signature)
                .collect(Collectors.toSet());
        if (type.getSuperclass().getName().startsWith("jakarta.")) {
            found.addAll(signatures(type.getSuperclass()));
        }
        return found;
    }

    private static boolean declared(Class<?> ours, String signature) {
        return Arrays.stream(ours.getDeclaredMethods())
                .anyMatch(method -> signature(method).equals(signature));
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getCanonicalName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }

    private static List<Class<?>> subclasses(URLClassLoader server, Class<?> parent, String except)
            throws IOException, ClassNotFoundException {
        List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES.resolve("org/erpconnector/auth/servlet"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name =
                        CLASSES.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                if (name.endsWith("package-info")) {
                    continue;
                }
                Class<?> ours = Class.forName(name, false, server);
                if (parent.isAssignableFrom(ours) && (except.isEmpty() || !name.endsWith(except))) {
                    found.add(ours);
                }
            }
        }
        assertThat(found).as("subclasses of %s", parent).isNotEmpty();
        return found;
    }
}
