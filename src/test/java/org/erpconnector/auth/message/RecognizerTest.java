package org.erpconnector.auth.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.erpconnector.auth.message.Inspection.NotOurs;
import org.erpconnector.auth.message.Inspection.Refused;
import org.erpconnector.auth.message.Inspection.Unread;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognizerTest {
    private static final String AUTHENTICATE =
            "\"http://www.superoffice.com/superid/0.1/IIntegrationServiceConnectorAuth/Authenticate\"";
    private static final String OTHER =
            "\"http://www.superoffice.net/EIS/Connector/1.0/IErpConnectorWS/WSGetConfigData\"";
    private static final Inspection CERTAIN_11 = Unread.soap(SoapVersion.SOAP_1_1, true, "", null);
    private static final Inspection CERTAIN_12 = Unread.soap(SoapVersion.SOAP_1_2, true, "", null);
    private static final Inspection BODY_DECIDES_11 = Unread.soap(SoapVersion.SOAP_1_1, false, "", null);
    private static final Inspection BODY_DECIDES_12 = Unread.soap(SoapVersion.SOAP_1_2, false, "", null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                AUTHENTICATE,
                "http://www.superoffice.com/superid/0.1/IIntegrationServiceConnectorAuth/Authenticate",
                "Authenticate",
                "\"urn:Authenticate\"",
                "urn:x#Authenticate",
                "\"HTTP://X/AUTHENTICATE\"",
                "  \" urn:x/authenticate \"  "
            })
    void takesAnActionWhoseLastSegmentIsAuthenticateInAnyQuotesAndCase(String action) {
        assertThat(recognise(head().soapActions(action))).isEqualTo(CERTAIN_11);
        assertThat(recognise(head().soapActions(action).contentType("application/soap+xml")))
                .isEqualTo(CERTAIN_12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OTHER,
                "urn:x/WSSaveConnection",
                "urn:x/AuthenticateResponse",
                "urn:x/ReAuthenticate",
                "urn:x/Authenticate?",
                "urn:Authenticate/Other"
            })
    void leavesAnotherOperationAlone(String action) {
        assertThat(recognise(head().soapActions(action))).isInstanceOf(NotOurs.class);
        assertThat(recognise(head().contentType("application/soap+xml; action=\"" + action.replace("\"", "") + "\"")))
                .isInstanceOf(NotOurs.class);
    }

    /** ATTACKS X30 would refuse a body that then asks to authenticate; ARCHITECTURE 2 passes it on without reading it. */
    @Test
    void asksNothingButContentTypeAndActionOfAnotherOperation() {
        RequestHeadFake head = head().soapActions(OTHER);
        new Recognizer(null).recognise(head);
        assertThat(head.asked()).containsExactly("contentType", "soapActions");
    }

    @Test
    void asksForThePathOnlyWhereTheHttpContractIsConfigured() {
        RequestHeadFake head = head().soapActions(OTHER);
        new Recognizer("/authenticate").recognise(head);
        assertThat(head.asked()).containsExactly("contentType", "path", "soapActions");
    }

    /** What is told at first sight must be what the whole judgement says, or odd spellings get by. */
    @Test
    void saysAtFirstSightWhatTheWholeJudgementSays() {
        Recognizer recognizer = new Recognizer(null);
        List<String> contentTypes = Arrays.asList(
                null,
                "",
                "text/xml",
                " TEXT/XML ; charset=utf-8",
                "teXt/xMl",
                "application/json",
                "application/x-www-form-urlencoded",
                "application/soap+xml",
                "Application/SOAP+XML; action=\"urn:x/Authenticate\"",
                "application/soap+xml; action=urn:x/Other",
                "text/xml; action=\"urn:x/Authenticate\"");
        List<String> spellings = new ArrayList<>(List.of("", " ", "\"", "\"\"", ",", "\"x\",\"urn:Authenticate\""));
        for (String name :
                List.of("Authenticate", "AUTHENTICATE", "Other", "Authenticat\u00e9", "authenticate\u0130")) {
            for (String before :
                    List.of("", "\"", "'", " \"", "urn:x/", "urn:x#", "\"urn:", "x", ",", "\u00a0", "\u2003")) {
                for (String after : List.of(
                        "", "\"", "'", "\" ", " \"", "/", "/\"", "/'", "#", ":", "\u00a0", "\u2003", "\t", ",", ",x",
                        "\"\"")) {
                    spellings.add(before + name + after);
                }
            }
        }
        List<List<String>> actions = new ArrayList<>(List.of(List.of()));
        spellings.forEach(action -> actions.add(List.of(action)));
        spellings.forEach(action -> actions.add(List.of("urn:x/Other", action)));
        for (String contentType : contentTypes) {
            for (List<String> action : actions) {
                RequestHeadFake head = head().contentType(contentType).soapActions(action.toArray(String[]::new));
                assertThat(recognizer.recognise(head))
                        .as("%s %s", contentType, action)
                        .isEqualTo(Recognizer.judge(head, contentType, false));
            }
        }
    }

    /** Servers and proxies take such marks off, and nothing that is no Authenticate ends like this. */
    @ParameterizedTest
    @Tag("F09")
    @ValueSource(
            strings = {
                "'urn:x/Authenticate'",
                "'Authenticate'",
                "urn:x/Authenticate/",
                "\"urn:x/Authenticate/\"",
                "urn:x#Authenticate#",
                "urn:x:Authenticate:",
                "'urn:x/Authenticate/'"
            })
    void takesQuotesAndSeparatorsAroundTheOperationForWhatTheyAre(String action) {
        assertThat(recognise(head().soapActions(action))).isEqualTo(Unread.soap(SoapVersion.SOAP_1_1, true, "", null));
        assertThat(recognise(head().contentType("application/soap+xml; action=" + action)))
                .isEqualTo(Unread.soap(SoapVersion.SOAP_1_2, true, "", null));
    }

    @ParameterizedTest
    @CsvSource({
        "text/xml, \"urn:x/Authenticate\", urn:x/Authenticate",
        "text/xml, ' \" urn:x#authenticate/ \" ', urn:x#authenticate/",
        "text/xml, \"\", ''",
        "application/soap+xml; action=\"urn:y/Authenticate\", , urn:y/Authenticate",
        "application/soap+xml; action=\"urn:y/Authenticate\", urn:y/Authenticate, urn:y/Authenticate",
        "application/soap+xml, , ''"
    })
    void saysWhichActionCame(String contentType, @Nullable String header, String action) {
        RequestHeadFake head = head().contentType(contentType);
        Inspection recognition = new Recognizer(null).recognise(header == null ? head : head.soapActions(header));
        assertThat(recognition).isInstanceOf(Unread.class);
        assertThat(((Unread) recognition).action()).isEqualTo(action);
    }

    /** So that it is parsed once. */
    @Test
    void handsOnTheMediaTypeThatItHasParsed() {
        Inspection soap = new Recognizer(null).recognise(head().contentType("Text/XML; charset=\"UTF-16\""));
        assertThat(((Unread) soap).mediaType()).isEqualTo(MediaType.parse("text/xml;charset=UTF-16"));
        Inspection http = new Recognizer("/authenticate").recognise(onPath().contentType("application/jwt;charset=x"));
        assertThat(((Unread) http).mediaType()).isEqualTo(MediaType.parse("application/jwt;charset=x"));
    }

    @ParameterizedTest
    @Tag("F09")
    @ValueSource(
            strings = {"'urn:x/Other'", "urn:x/Authenticate/Other", "/", "'/'", "urn:x/Authenticate'", "'urn:x/Other/'"
            })
    void leavesOtherOperationsAloneHoweverTheyAreWritten(String action) {
        assertThat(recognise(head().soapActions(action))).isEqualTo(new Inspection.NotOurs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "  "})
    void letsTheBodyDecideWhereTheActionIsEmpty(String action) {
        assertThat(recognise(head().soapActions(action))).isEqualTo(BODY_DECIDES_11);
    }

    @Test
    void letsTheBodyDecideWhereThereIsNoAction() {
        assertThat(recognise(head())).isEqualTo(BODY_DECIDES_11);
        assertThat(recognise(head().contentType("application/soap+xml"))).isEqualTo(BODY_DECIDES_12);
        assertThat(recognise(head().method("PUT"))).isEqualTo(BODY_DECIDES_11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/xml",
                "TEXT/XML",
                "Text/Xml;charset=UTF-8",
                " text/xml ; charset=\"utf-8\"",
                "text/xml; charset=nope",
                "text/xml;"
            })
    void knowsTheMediaTypeInAnyCaseAndWithAnyParameters(String contentType) {
        assertThat(recognise(head().contentType(contentType))).isEqualTo(BODY_DECIDES_11);
    }

    @Test
    void takesTheActionParameterOfSoap12() {
        String type = "application/soap+xml; charset=utf-8; action=\"urn:x;y/Authenticate\"";
        assertThat(recognise(head().contentType(type))).isEqualTo(CERTAIN_12);
        assertThat(recognise(head().contentType("application/soap+xml;ACTION=urn:x/Authenticate")))
                .isEqualTo(CERTAIN_12);
        assertThat(recognise(head().contentType(type).soapActions("urn:x;y/Authenticate")))
                .isEqualTo(CERTAIN_12);
    }

    @Test
    void ignoresTheActionParameterOfSoap11WhichHasNone() {
        assertThat(recognise(head().contentType("text/xml; action=\"urn:x/Other\"")))
                .isEqualTo(BODY_DECIDES_11);
    }

    @Test
    void refusesTwoActionsOfWhichOneIsAuthenticate() {
        Inspection ambiguous11 = new Refused(SoapVersion.SOAP_1_1, Reason.ACTION_AMBIGUOUS);
        assertThat(recognise(head().soapActions(AUTHENTICATE, OTHER))).isEqualTo(ambiguous11);
        assertThat(recognise(head().soapActions(OTHER, AUTHENTICATE))).isEqualTo(ambiguous11);
        assertThat(recognise(head().soapActions("\"urn:x/Authenticate\"", "\"urn:y/Authenticate\"")))
                .isEqualTo(ambiguous11);
        assertThat(recognise(head().soapActions(AUTHENTICATE, ""))).isEqualTo(ambiguous11);
        Inspection ambiguous12 = new Refused(SoapVersion.SOAP_1_2, Reason.ACTION_AMBIGUOUS);
        assertThat(recognise(head().contentType("application/soap+xml; action=\"urn:x/Other\"")
                        .soapActions(AUTHENTICATE)))
                .isEqualTo(ambiguous12);
        assertThat(recognise(head().contentType(
                                "application/soap+xml; action=\"urn:x/Other\"; action=\"urn:Authenticate\"")))
                .isEqualTo(ambiguous12);
    }

    @Test
    void refusesTwoActionsThatAProxyHasJoinedIntoOneHeader() {
        Inspection ambiguous = new Refused(SoapVersion.SOAP_1_1, Reason.ACTION_AMBIGUOUS);
        assertThat(recognise(head().soapActions(AUTHENTICATE + ", " + OTHER))).isEqualTo(ambiguous);
        assertThat(recognise(head().soapActions(OTHER + "," + AUTHENTICATE))).isEqualTo(ambiguous);
        assertThat(recognise(head().soapActions(AUTHENTICATE + ", " + AUTHENTICATE)))
                .isEqualTo(CERTAIN_11);
        assertThat(recognise(head().soapActions("\"urn:x,y/Authenticate\""))).isEqualTo(CERTAIN_11);
    }

    @Test
    void takesTheSameActionTwiceForOne() {
        assertThat(recognise(head().soapActions(AUTHENTICATE, AUTHENTICATE.replace("\"", ""))))
                .isEqualTo(CERTAIN_11);
    }

    @Test
    void neverRefusesWhatDoesNotNameAuthenticate() {
        assertThat(recognise(head().soapActions(OTHER, "urn:x/WSSaveConnection")))
                .isInstanceOf(NotOurs.class);
        assertThat(recognise(head().contentType("application/soap+xml; action=" + OTHER)
                        .soapActions("\"\"")))
                .isEqualTo(BODY_DECIDES_12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "post", "FOO"})
    void refusesAnyMethodButPostForAnAuthenticate(String method) {
        assertThat(recognise(head().soapActions(AUTHENTICATE).method(method)))
                .isEqualTo(new Refused(SoapVersion.SOAP_1_1, Reason.METHOD_NOT_ALLOWED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate", "identity, gzip", "x"})
    void neverInflatesAnAuthenticate(String encoding) {
        assertThat(recognise(head().soapActions(AUTHENTICATE).contentEncoding(encoding)))
                .isEqualTo(new Refused(SoapVersion.SOAP_1_1, Reason.MEDIA_TYPE_UNSUPPORTED));
        assertThat(recognise(head().contentEncoding(encoding))).isInstanceOf(NotOurs.class);
        assertThat(recognise(head().soapActions(OTHER).contentEncoding(encoding)))
                .isInstanceOf(NotOurs.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "identity", "IDENTITY"})
    void readsABodyThatIsNotEncoded(String encoding) {
        assertThat(recognise(head().soapActions(AUTHENTICATE).contentEncoding(encoding)))
                .isEqualTo(CERTAIN_11);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/xml",
                "application/json",
                "application/x-www-form-urlencoded",
                "multipart/related; type=\"application/xop+xml\"; start-info=\"text/xml\"",
                "application/soap+msbin1",
                "application/fastinfoset"
            })
    void leavesOtherMediaTypesAloneUnlessTheActionIsAuthenticate(String contentType) {
        assertThat(recognise(head().contentType(contentType))).isInstanceOf(NotOurs.class);
        assertThat(recognise(head().contentType(contentType).soapActions("\"\"")))
                .isInstanceOf(NotOurs.class);
        assertThat(recognise(head().contentType(contentType).soapActions(AUTHENTICATE)))
                .isEqualTo(new Refused(SoapVersion.SOAP_1_1, Reason.MEDIA_TYPE_UNSUPPORTED));
    }

    @Test
    void leavesTheWsdlToTheConnector() {
        RequestHeadFake head = head().method("GET").contentType(null);
        assertThat(recognise(head)).isInstanceOf(NotOurs.class);
        assertThat(recognise(onPath().method("GET").contentType(null))).isInstanceOf(NotOurs.class);
    }

    @Test
    void takesTheHttpContractAtItsPathOnly() {
        assertThat(recognise(onPath().contentType("application/json")))
                .isEqualTo(Unread.http(Contract.HTTP_JSON, null));
        assertThat(recognise(onPath().contentType("Application/JWT; charset=utf-8")))
                .isEqualTo(Unread.http(Contract.HTTP_JWT, null));
        for (String path : new String[] {"/authenticate/", "/Authenticate", "/authenticate/x", "/x/authenticate", ""}) {
            assertThat(recognise(onPath().path(path).contentType("application/json")))
                    .as(path)
                    .isInstanceOf(NotOurs.class);
        }
        assertThat(new Recognizer(null).recognise(onPath().contentType("application/json")))
                .isInstanceOf(NotOurs.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jwt+json"})
    void leavesOtherMediaTypesAtThePathOfTheHttpContractAlone(String contentType) {
        assertThat(recognise(onPath().contentType(contentType))).isInstanceOf(NotOurs.class);
    }

    @Test
    void takesSoapAtThePathOfTheHttpContractToo() {
        assertThat(recognise(onPath().soapActions(AUTHENTICATE))).isEqualTo(CERTAIN_11);
    }

    @Test
    void refusesOtherMethodsAndEncodingsOfTheHttpContract() {
        assertThat(recognise(onPath().contentType("application/json").method("PUT")))
                .isEqualTo(new Refused(new Shape.Http(Contract.HTTP_JSON), Reason.METHOD_NOT_ALLOWED));
        assertThat(recognise(onPath().contentType("application/jwt").contentEncoding("gzip")))
                .isEqualTo(new Refused(new Shape.Http(Contract.HTTP_JWT), Reason.MEDIA_TYPE_UNSUPPORTED));
    }

    private static RequestHeadFake head() {
        return new RequestHeadFake();
    }

    private static RequestHeadFake onPath() {
        return new RequestHeadFake().path("/authenticate");
    }

    /** Without the action and the media type, which have tests of their own. */
    private static Inspection recognise(RequestHead head) {
        Inspection recognition = new Recognizer("/authenticate").recognise(head);
        return recognition instanceof Unread unread
                ? new Unread(unread.dialect(), unread.certain(), "", MediaType.parse(null))
                : recognition;
    }
}
