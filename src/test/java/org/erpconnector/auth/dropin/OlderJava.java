package org.erpconnector.auth.dropin;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the bundles down to the class files of older Javas, by JvmDowngrader, once they are packed. What newer Javas have
 * and these lack is copied in beside Jackson and jjwt, with its licence and where its source is. A part of the build, and
 * no test.
 */
public final class OlderJava {
    /** The first Java on which each bundle runs, as the version of its class files. */
    static final Map<String, Integer> BUNDLES = Map.of("-bundle", 55, "-bundle-javax", 52);

    static final String LICENSES = "META-INF/licenses/jvmdowngrader/";

    private static final String SHADED = "org/erpconnector/auth/shaded";
    private static final String SBOM = "META-INF/sbom/erp-connector-auth.cdx.json";
    private static final String PURL = "pkg:maven/xyz.wagyourtail.jvmdowngrader/jvmdowngrader-java-api@";

    private static final String SOURCE = """
            The classes in org/erpconnector/auth/shaded/xyz are part of jvmdowngrader-java-api %1$s,
            Copyright (C) 2024 William Gray, under the GNU Lesser General Public License 2.1 (LGPL-2.1.md in
            this folder). They have been renamed and brought down to class files of an older Java, and are
            otherwise unchanged. The rest of this jar is not under that licence.

            Source: https://github.com/unimined/JvmDowngrader, tag %1$s; in Maven Central
            xyz.wagyourtail.jvmdowngrader:jvmdowngrader-java-api:%1$s:sources.
            To make this jar with other versions of these classes, build erp-connector-auth, whose pom.xml
            names the version.
            """;

    private OlderJava() {}

    /** Argument: the path of the bundles up to what tells them apart. */
    public static void main(String[] arguments) throws Exception {
        URL[] all = ((URLClassLoader) OlderJava.class.getClassLoader()).getURLs();
        Path resolved = Path.of(Stream.of(all)
                .filter(OlderJava::ofApi)
                .findFirst()
                .orElseThrow()
                .toURI());
        // A copy, since an older form of it is put beside it, which is nothing for the local repository.
        Path folder = Files.createDirectories(Path.of(arguments[0]).resolveSibling("older-java"));
        Path api = Files.copy(resolved, folder.resolve(resolved.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        // Not with what is copied from: it has classes that only a newer Java can load.
        try (URLClassLoader program = new URLClassLoader(
                Stream.of(all).filter(jar -> !ofApi(jar)).toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(program);
            String path = Stream.of(all).map(URL::getPath).collect(Collectors.joining(File.pathSeparator));
            bringDown(arguments[0], program.loadClass("xyz.wagyourtail.jvmdg.cli.Main"), api, path);
        }
    }

    private static boolean ofApi(URL jar) {
        return jar.getPath().contains("/jvmdowngrader-java-api-");
    }

    private static void bringDown(String bundles, Class<?> downgrader, Path api, String path) throws Exception {
        for (Map.Entry<String, Integer> bundle : BUNDLES.entrySet()) {
            Path jar = Path.of(bundles + bundle.getKey() + ".jar");
            Path older = Path.of(bundles + bundle.getKey() + "-older.jar");
            // With the servlet API, since a stream of a servlet inherits what is newer in the JDK's. FATAL: it would
            // report
            // each class of CDI and MicroProfile, of which it needs nothing. What it overlooks OlderJavaIT sees.
            String[] command = ("--logLevel FATAL --api %s --classVersion %d downgrade --target %s - --classpath %s"
                            + " shade --prefix " + SHADED + " --target - %s")
                    .formatted(api, bundle.getValue(), jar, path, older)
                    .split(" ", -1);
            downgrader.getMethod("main", String[].class).invoke(null, (Object) command);
            try (InputStream license = downgrader.getResourceAsStream("/license/LGPLv2.1.md")) {
                pack(jar, older, api, license.readAllBytes());
            }
            Files.delete(older);
        }
    }

    /** In the order and with the time of what was there, so that two builds of one commit give the same bytes. */
    private static void pack(Path jar, Path older, Path api, byte[] license)
            throws IOException, GeneralSecurityException {
        Path packed = Path.of(older + ".packed");
        String version = api.getFileName().toString().replaceAll("^jvmdowngrader-java-api-|\\.jar$", "");
        try (JarFile before = new JarFile(jar.toFile());
                JarFile after = new JarFile(older.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(packed))) {
            Set<String> names =
                    before.stream().map(JarEntry::getName).collect(Collectors.toCollection(LinkedHashSet::new));
            after.stream().map(JarEntry::getName).sorted().forEach(names::add);
            long time = before.getEntry(JarFile.MANIFEST_NAME).getTime();
            for (String name : names) {
                byte[] content = content(after, name);
                write(out, name, time, name.equals(SBOM) ? withStubs(content, version, api) : content);
            }
            write(out, LICENSES + "LGPL-2.1.md", time, license);
            write(out, LICENSES + "SOURCE", time, SOURCE.formatted(version).getBytes(StandardCharsets.UTF_8));
        }
        Files.move(packed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] content(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static void write(JarOutputStream out, String name, long time, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(time);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    /** The list of parts with one more in front. */
    private static byte[] withStubs(byte[] list, String version, Path api)
            throws IOException, GeneralSecurityException {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(api)));
        String part = """
                {
                      "type": "library",
                      "bom-ref": "%1$s",
                      "group": "xyz.wagyourtail.jvmdowngrader",
                      "name": "jvmdowngrader-java-api",
                      "version": "%2$s",
                      "description": "Copied in part into org.erpconnector.auth.shaded.xyz.",
                      "scope": "required",
                      "hashes": [{"alg": "SHA-256", "content": "%3$s"}],
                      "licenses": [{"license": {"id": "LGPL-2.1-only"}}],
                      "purl": "%1$s"
                    },
                """.formatted(PURL + version, version, sha256);
        String text = new String(list, StandardCharsets.UTF_8);
        String parts = "\n  \"components\": [\n    ";
        String graph = "\n  \"dependencies\": [\n    ";
        if (!text.contains(parts) || !text.contains(graph)) {
            throw new IOException(SBOM + " is not the list that is known");
        }
        return text.replace(parts, parts + part + "    ")
                .replace(graph, graph + "{\"ref\": \"" + PURL + version + "\"},\n    ")
                .getBytes(StandardCharsets.UTF_8);
    }
}
