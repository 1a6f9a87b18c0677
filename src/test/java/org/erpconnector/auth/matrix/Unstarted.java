package org.erpconnector.auth.matrix;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.ReadingServlet;
import org.erpconnector.auth.testkit.ThrottlingFilter;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Connectors whose filter cannot start, each in another way, to be deployed beside the sound one. A server may refuse
 * them, or deploy them with a filter that answers 503. To serve one without its filter would be to answer everybody.
 */
enum Unstarted {
    /** Our initializer sees what is wrong. */
    SETTING("", Fault.SETTING, ""),
    /** Says that web.xml is all there is. */
    METADATA_COMPLETE(" metadata-complete=\"true\"", Fault.SETTING, ""),
    /** Keeps our initializer from the server, so that the filter's own init is the first to see what is wrong. */
    ABSOLUTE_ORDERING("", Fault.SETTING, "<absolute-ordering/>"),
    DEPENDENCY("", Fault.DEPENDENCY, ""),
    DEPENDENCY_ABSOLUTE_ORDERING("", Fault.DEPENDENCY, "<absolute-ordering/>"),
    /** A listener registers the filter: our initializer has run before. */
    IN_CODE(
            "",
            Fault.IN_CODE,
            "<listener><listener-class>" + FilterInCode.class.getName() + "</listener-class></listener>");

    private static final String JJWT = "/org/erpconnector/auth/shaded/io/jsonwebtoken/.*";

    private enum Fault {
        SETTING,
        DEPENDENCY,
        IN_CODE
    }

    private final String attribute;
    private final Fault fault;
    private final String element;

    Unstarted(String attribute, Fault fault, String element) {
        this.attribute = attribute;
        this.fault = fault;
        this.element = element;
    }

    /** Its file's name without the ending, its context path without the slash, and the name of its filter. */
    String label() {
        return "unstarted-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How the line begins in which the server's log says what is wrong. */
    String refusal() {
        return "Filter " + label() + " (erp-connector-auth) does not start";
    }

    /** Whether our initializer is there to refuse the deployment; else the filter's init has to keep it closed. */
    boolean initializerRefuses() {
        return fault != Fault.IN_CODE && !element.contains("absolute-ordering");
    }

    /** Writes it into a folder. */
    Path write(Path folder, Path bundle, DemoKeys keys) {
        Path war = folder.resolve(label() + ".war");
        JavaArchive library = ShrinkWrap.createFromZipFile(JavaArchive.class, bundle.toFile());
        WebArchive connector = ShrinkWrap.create(
                        WebArchive.class, war.getFileName().toString())
                .addAsLibrary(fault == Fault.DEPENDENCY ? library.filter(Filters.exclude(JJWT)) : library)
                .addClass(ReadingServlet.class)
                .addClasses(ThrottlingFilter.class, FilterInCode.class)
                .setWebXML(new StringAsset("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\""
                        + attribute + ">" + element + (fault == Fault.IN_CODE ? inCode() : filter(keys))
                        + ReadingServlet.webXml() + "</web-app>"));
        connector.as(ZipExporter.class).exportTo(war.toFile(), true);
        return war;
    }

    private String inCode() {
        return "<context-param><param-name>filter</param-name><param-value>" + label()
                + "</param-value></context-param>";
    }

    private String filter(DemoKeys keys) {
        Map<String, String> parameters = new HashMap<>(MatrixWar.files(keys));
        if (fault == Fault.SETTING) {
            parameters.put("no-such-setting", "x");
        }
        return MatrixWar.filter(label(), "", keys.applicationId(), parameters);
    }
}
