package org.erpconnector.auth.matrix;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.ReadingServlet;
import org.erpconnector.auth.testkit.ThrottlingFilter;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The connector of {@link MatrixSuite}, one file for every server: a plain servlet behind filters from the bundle in
 * {@code WEB-INF/lib}. What only one kind of server reads is in it too, as others ignore it.
 *
 * @param keys whose files its descriptors name
 */
public record MatrixWar(MatrixKeys keys) {
    /** Its file's name without the ending, and its context path. */
    public static final String NAME = "matrix";

    /** What the paths begin with of the filter whose keys are strings in its java:comp/env. */
    static final String BOUND = "/bound";
    /** What the paths begin with of the filter whose key a resource of the server holds. */
    static final String RESOURCE = "/resource";

    private static final String STORE = "bound/application-store";

    /** How a server binds the resource, and under which name the filter has it. */
    public enum Resource {
        TOMCAT("java:comp/env/" + STORE),
        JETTY("java:comp/env/" + STORE),
        PAYARA("java:app/" + STORE);

        private final String place;

        Resource(String place) {
            this.place = place;
        }
    }

    /** The system properties with which an administrator says that the key is in that resource. */
    public Map<String, String> properties(Resource resource) {
        return Map.of(
                "matrix-resource.application-key",
                resource.place,
                "matrix-resource.application-key-password",
                keys.bound().application().password());
    }

    /** Writes it into a folder. */
    public Path write(Path folder, Path bundle) {
        Path war = folder.resolve(NAME + ".war");
        ShrinkWrap.create(WebArchive.class, NAME + ".war")
                .addAsLibrary(bundle.toFile())
                .addClasses(ReadingServlet.class, ThrottlingFilter.class)
                .setWebXML(new StringAsset(webXml()))
                .addAsWebInfResource(new StringAsset(ofPayara()), "glassfish-resources.xml")
                .addAsWebInfResource(new StringAsset(ofJetty()), "jetty-env.xml")
                .addAsManifestResource(new StringAsset(ofTomcat()), "context.xml")
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        return war;
    }

    /** The narrower mappings come first, so that each path has a filter of its own. */
    String webXml() {
        DemoKeys packaged = keys.packaged();
        DemoKeys bound = keys.bound();
        Map<String, String> files = files(packaged);
        Map<String, String> names = Map.of(
                "application-key", "java:comp/env/bound/application-key",
                "caller-keys", "java:comp/env/bound/caller-keys");
        StringBuilder xml =
                new StringBuilder("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">");
        for (Source source : Source.values()) {
            xml.append(filter(source.path(), Source.INIT_PARAM.applicationId(), files));
        }
        xml.append(filter(BOUND, bound.applicationId(), names));
        xml.append(filter(
                RESOURCE,
                bound.applicationId(),
                Map.of(
                        "application-key",
                        files.get("application-key"),
                        "caller-keys",
                        names.get("caller-keys"),
                        // Of one application as the filter before it: no two may remember nonces, each for itself.
                        "replay-store",
                        "none")));
        xml.append(filter("", packaged.applicationId(), files));
        return xml.append(ReadingServlet.webXml())
                .append(entry(Source.ENV_ENTRY.prefix() + "/application-id", Source.ENV_ENTRY.applicationId()))
                .append(entry(
                        "bound/application-key", bound.applicationPrivate().toString()))
                .append(entry("bound/caller-keys", bound.callerCertificate().toString()))
                .append("</web-app>")
                .toString();
    }

    private static String filter(String path, String applicationId, Map<String, String> keys) {
        return filter("matrix" + path.replace('/', '-'), path, applicationId, keys);
    }

    static String filter(String name, String path, String applicationId, Map<String, String> others) {
        Map<String, String> parameters = new TreeMap<>(others);
        parameters.put("application-id", applicationId);
        parameters.put("environment", "custom");
        parameters.put("authenticate-path", path + "/authenticate");
        parameters.put("settings-prefix", name);
        return "<filter><filter-name>" + name + "</filter-name>"
                + "<filter-class>org.erpconnector.auth.ConnectorAuthFilter</filter-class>"
                + "<async-supported>true</async-supported>"
                + parameters.entrySet().stream()
                        .map(parameter -> "<init-param><param-name>" + parameter.getKey() + "</param-name><param-value>"
                                + parameter.getValue() + "</param-value></init-param>")
                        .collect(Collectors.joining())
                + "</filter><filter-mapping><filter-name>" + name + "</filter-name><url-pattern>" + path
                + "/*</url-pattern></filter-mapping>";
    }

    /** Where keys are, as files. */
    static Map<String, String> files(DemoKeys keys) {
        return Map.of(
                "application-key", keys.applicationPrivate().toString(),
                "caller-keys", keys.callerCertificate().toString());
    }

    /** As the manual has it, but for its name and value. */
    private static String entry(String name, String value) {
        return Page.manual("recipes")
                .block("## WildFly and Open Liberty: keys as files", "xml")
                .replace("erp-auth/application-key", name)
                .replace("/etc/erp/application.xml", value);
    }

    private Map<String, String> store() {
        DemoKeys.StoredKey application = keys.bound().application();
        return Map.of("path", application.keystore().toString(), "password", application.password());
    }

    private String ofTomcat() {
        String attributes = store().entrySet().stream()
                .map(property -> " " + property.getKey() + "=\"" + property.getValue() + "\"")
                .collect(Collectors.joining());
        return "<Context><Resource name=\"" + STORE + "\" auth=\"Container\" type=\"java.security.KeyStore\""
                + " factory=\"org.erpconnector.auth.keys.KeyStoreFactory\" singleton=\"false\"" + attributes
                + "/></Context>";
    }

    private String ofPayara() {
        String properties = store().entrySet().stream()
                .map(property -> "<property name=\"" + property.getKey() + "\" value=\"" + property.getValue() + "\"/>")
                .collect(Collectors.joining());
        return "<!DOCTYPE resources SYSTEM \"file:///payara-resources_1_7.dtd\"><resources>"
                + "<custom-resource jndi-name=\"" + Resource.PAYARA.place + "\" res-type=\"java.security.KeyStore\""
                + " factory-class=\"org.erpconnector.auth.keys.KeyStoreFactory\">" + properties
                + "</custom-resource></resources>";
    }

    /** As the manual has it, but for the name. */
    private String ofJetty() {
        DemoKeys.StoredKey application = keys.bound().application();
        return Page.manual("recipes")
                .block("## Jetty 12: a keystore as a JNDI resource", "xml")
                .replace("erp-auth/application-key", STORE)
                .replace("/etc/erp/application.p12", application.keystore().toString())
                .replace("changeit", application.password());
    }
}
