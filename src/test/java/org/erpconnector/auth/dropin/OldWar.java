package org.erpconnector.auth.dropin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.Page;

/**
 * A connector as partners have them, with what makes it delicate to add jars to it.
 *
 * @param servlet the one that it consists of
 * @param head how its descriptor begins
 * @param libraries the folders of jars that it has
 * @param expected what its servlet answers while its library is the WAR's own
 */
record OldWar(String servlet, String head, List<String> libraries, String expected) {
    private static final Path SOURCES = Path.of("src/test/resources/dropin/com/oldco/connector");
    private static final String CURRENT = "xmlns=\"http://xmlns.jcp.org/xml/ns/javaee\" version=\"4.0\"";
    private static final String COMPLETE =
            "xmlns=\"http://java.sun.com/xml/ns/javaee\" version=\"2.5\" metadata-complete=\"true\"";

    /** A Jackson that is older than the one that we need. */
    private static final OldWar OF_JACKSON_2_9 = new OldWar(
            "JacksonServlet",
            CURRENT,
            List.of("jackson"),
            "{\"a\":1} 2.9.10-8 WEB-INF/lib/jackson-databind-2.9.10.8.jar true");

    /** A jjwt whose classes have the names of ours and other methods. */
    private static final OldWar OF_JJWT_0_9 =
            new OldWar("JjwtServlet", CURRENT, List.of("jackson", "jjwt"), "old 0.9.1 WEB-INF/lib/jjwt-0.9.1.jar true");

    /** A descriptor that forbids the server to look into jars for what else belongs to the application. */
    private static final OldWar OF_SERVLET_2_5 = new OldWar("PlainServlet", COMPLETE, List.of(), "no library");

    static List<OldWar> all() {
        return List.of(OF_JACKSON_2_9, OF_JJWT_0_9, OF_SERVLET_2_5);
    }

    /** Makes it as it was before anybody heard of us. */
    UnpackedWar make(ServletApi api, Path folder) throws IOException {
        UnpackedWar war = new UnpackedWar(folder);
        war.addLibraries(libraries.stream()
                .flatMap(name -> ServletApi.jarsOf(name).stream())
                .toList());
        war.compile(
                api,
                Stream.of("PlainServlet", servlet)
                        .distinct()
                        .map(name -> SOURCES.resolve(name + ".java"))
                        .toArray(Path[]::new));
        war.write("WEB-INF/web.xml", api.named(webXml("")));
        return war;
    }

    /** What its administrator does: copies one file, and pastes README's snippet into web.xml. */
    void dropIn(ServletApi api, UnpackedWar war, String applicationId) throws IOException {
        Files.copy(api.bundle(), war.lib().resolve(api.bundle().getFileName()));
        String snippet = Page.readme()
                .block("## Paste this", "xml")
                .replace("YOUR-CLIENT-ID", applicationId)
                .replace("production", "custom");
        war.write("WEB-INF/web.xml", api.named(webXml(head.equals(COMPLETE) ? synchronous(snippet) : snippet)));
    }

    /** Descriptors did not know that element before 3.0. */
    private static String synchronous(String snippet) {
        return snippet.replace("  <async-supported>true</async-supported>\n", "");
    }

    private String webXml(String filter) {
        return "<web-app " + head + ">" + filter + "<servlet><servlet-name>connector</servlet-name>"
                + "<servlet-class>com.oldco.connector." + servlet + "</servlet-class></servlet>"
                + "<servlet-mapping><servlet-name>connector</servlet-name><url-pattern>/*</url-pattern>"
                + "</servlet-mapping></web-app>";
    }

    @Override
    public String toString() {
        return servlet;
    }
}
