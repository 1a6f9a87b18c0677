package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report as JUnit XML: a suite for each group of cases. A warning passes, with a line in system-out. */
final class JUnitReport {

    private JUnitReport() {}

    static void write(CheckReport report, OutputStream stream) throws IOException {
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("testsuites");
            counts(
                    xml,
                    "check of " + report.url(),
                    report.results(),
                    report.stopped().isEmpty() ? 0 : 1);
            for (CaseGroup group : CaseGroup.values()) {
                List<CheckReport.Result> results = report.of(group);
                if (!results.isEmpty()) {
                    suite(xml, group, results, report);
                }
            }
            if (!report.stopped().isEmpty()) {
                stopped(xml, report);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void suite(
            XMLStreamWriter xml, CaseGroup group, List<CheckReport.Result> results, CheckReport report)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        counts(xml, group.letter() + " " + group.title(), results, 0);
        xml.writeAttribute("timestamp", report.at().toString());
        for (CheckReport.Result result : results) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", "check." + group.letter());
            xml.writeAttribute(
                    "name", result.tried().id() + " " + result.tried().rule());
            xml.writeAttribute("time", seconds(result.took()));
            outcome(xml, result);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void outcome(XMLStreamWriter xml, CheckReport.Result result) throws XMLStreamException {
        String text = result.finding().text();
        switch (result.finding().verdict()) {
            case PASSED -> {}
            case FAILED -> {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", text);
                xml.writeCharacters("Source: " + result.tried().source());
                xml.writeEndElement();
            }
            case SKIPPED -> {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", text);
            }
            case WARNING -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters("warning: " + text);
                xml.writeEndElement();
            }
        }
    }

    private static void stopped(XMLStreamWriter xml, CheckReport report) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "the connector answers");
        xml.writeAttribute("tests", "1");
        xml.writeAttribute("errors", "1");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "check");
        xml.writeAttribute("name", "the connector answers");
        xml.writeEmptyElement("error");
        xml.writeAttribute("message", report.stopped());
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void counts(XMLStreamWriter xml, String name, List<CheckReport.Result> results, int errors)
            throws XMLStreamException {
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", Integer.toString(results.size() + errors));
        xml.writeAttribute("failures", count(results, Finding.Verdict.FAILED));
        xml.writeAttribute("errors", Integer.toString(errors));
        xml.writeAttribute("skipped", count(results, Finding.Verdict.SKIPPED));
        xml.writeAttribute(
                "time", seconds(results.stream().map(CheckReport.Result::took).reduce(Duration.ZERO, Duration::plus)));
    }

    private static String count(List<CheckReport.Result> results, Finding.Verdict verdict) {
        return Long.toString(
                results.stream().filter(result -> result.is(verdict)).count());
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }
}
