package org.erpconnector.auth.dropin;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.erpconnector.auth.testkit.Shell;

/** The WAR of the matrix as an older server takes it: with the bundle for its Java, and the tests' classes brought down too. */
public enum OlderWar {
    /** For Java 11. */
    JAKARTA(ServletApi.JAKARTA, 55),
    /** For Java 8, in the names of javax.servlet. */
    JAVAX(ServletApi.JAVAX, 52);

    private static final Path SOURCES = Path.of("src/test/java/org/erpconnector/auth");
    private static final String SHADED = "org/erpconnector/auth/shaded/";

    private final ServletApi api;
    private final int version;

    OlderWar(ServletApi api, int version) {
        this.api = api;
        this.version = version;
    }

    /** Made once, beside the WAR. */
    public Path of(Path war) throws IOException {
        Path made = war.resolveSibling(name() + "/" + war.getFileName());
        if (Files.exists(made)) {
            return made;
        }
        Path folder = Files.createDirectories(made.getParent()).resolve(war.getFileName() + ".unpacked");
        UnpackedWar older = UnpackedWar.of(war, folder);
        try (Stream<Path> libraries = Files.list(older.lib())) {
            for (Path library : libraries.toList()) {
                replace(library);
            }
        }
        if (api == ServletApi.JAVAX) {
            inOlderNames(older);
        }
        bringDown(folder.resolve("WEB-INF/classes"));
        pack(folder, made);
        return made;
    }

    private void inOlderNames(UnpackedWar war) throws IOException {
        Path descriptor = war.folder().resolve("WEB-INF/web.xml");
        Files.writeString(descriptor, api.named(Files.readString(descriptor)));
        Path ofJetty = war.folder().resolve("WEB-INF/jetty-env.xml");
        if (Files.exists(ofJetty)) {
            Files.writeString(ofJetty, Files.readString(ofJetty).replace("jetty.ee10.webapp", "jetty.webapp"));
        }
        war.compile(api, sources("testkit/ReadingServlet", "testkit/ThrottlingFilter", "matrix/FilterInCode"));
    }

    private static Path[] sources(String... names) {
        return Stream.of(names).map(name -> SOURCES.resolve(name + ".java")).toArray(Path[]::new);
    }

    /** An unpacked one with the bundle, this descriptor and classes of the tests, which need no newer server. */
    public void make(Path folder, String descriptor, String... classes) throws IOException {
        UnpackedWar war = new UnpackedWar(folder);
        war.write("WEB-INF/web.xml", api.named(descriptor));
        war.addLibraries(List.of(api.bundle()));
        if (classes.length > 0) {
            war.compile(api, sources(classes));
        }
        bringDown(folder.resolve("WEB-INF/classes"));
    }

    /** The jars of a server that takes it. */
    public List<Path> server() {
        return api.server();
    }

    /** By the bundle for this API; without the room of it that was left out, as a connector does that cannot start. */
    private void replace(Path library) throws IOException {
        List<String> rooms;
        try (JarFile had = new JarFile(library.toFile())) {
            rooms = Stream.of("io/jsonwebtoken/", "com/fasterxml/")
                    .filter(room ->
                            had.stream().noneMatch(entry -> entry.getName().startsWith(SHADED + room)))
                    .toList();
        }
        try (JarFile bundle = new JarFile(api.bundle().toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(library))) {
            for (JarEntry entry : bundle.stream()
                    .filter(each ->
                            rooms.stream().noneMatch(room -> each.getName().startsWith(SHADED + room)))
                    .toList()) {
                out.putNextEntry(new JarEntry(entry.getName()));
                try (InputStream in = bundle.getInputStream(entry)) {
                    in.transferTo(out);
                }
            }
        }
    }

    /** By the program that the build itself uses for the bundles. */
    private void bringDown(Path classes) throws IOException {
        if (!Files.isDirectory(classes)) {
            return;
        }
        Path packed = classes.resolveSibling("classes.jar");
        Path older = classes.resolveSibling("older.jar");
        pack(classes, packed);
        // What is copied from is no part of the program: it has classes that only a newer Java can load.
        Map<Boolean, List<Path>> jars = ServletApi.jarsOf("jvmdowngrader").stream()
                .filter(jar -> !jar.toString().contains("-downgraded"))
                .collect(Collectors.partitioningBy(jar -> jar.toString().contains("-java-api-")));
        new Shell(classes.getParent(), List.of(), Map.of())
                .run("java -XX:TieredStopAtLevel=1 -cp " + path(jars.get(false))
                        + " xyz.wagyourtail.jvmdg.cli.Main --logLevel FATAL --api "
                        + jars.get(true).get(0)
                        + " --classVersion " + version + " downgrade --target " + packed
                        // What a servlet's stream inherits from the JDK's it sees there.
                        + " - --classpath " + path(api.server()) + " shade --prefix older --target - " + older);
        UnpackedWar.of(older, classes);
        Files.delete(packed);
        Files.delete(older);
    }

    private static String path(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static void pack(Path folder, Path file) throws IOException {
        try (Stream<Path> files = Files.walk(folder);
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(each).toString()));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
    }
}
