package com.example.connector.erp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.example.connector.contract.FieldTypeWS;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErpValueTest {

    @Test
    void writesEveryTypeInItsForm() {
        assertEquals("[I:123]", ErpValue.encode(123));
        assertEquals("[F:1.5]", ErpValue.encode(1.5));
        assertEquals("[F:10000000]", ErpValue.encode(1e7));
        assertEquals("[I:1]", ErpValue.encode(true));
        assertEquals("[I:0]", ErpValue.encode(false));
        assertEquals("[DT:12/31/2013 23:59:59.0000000]", ErpValue.encode(LocalDateTime.of(2013, 12, 31, 23, 59, 59)));
        assertEquals("plain [text]", ErpValue.encode("plain [text]"));
        assertEquals("", ErpValue.encode(null));
    }

    @Test
    void readsEveryTypeFromItsForm() {
        assertEquals(-7, ErpValue.decode(FieldTypeWS.INTEGER, "[I:-7]"));
        assertEquals(1.5, ErpValue.decode(FieldTypeWS.DOUBLE, "[F:1.5]"));
        assertEquals(3.0, ErpValue.decode(FieldTypeWS.DOUBLE, "[I:3]"));
        assertEquals(true, ErpValue.decode(FieldTypeWS.CHECKBOX, "[I:1]"));
        assertEquals("[I:1]", ErpValue.decode(FieldTypeWS.TEXT, "[I:1]"));
        assertEquals("NOK", ErpValue.decode(FieldTypeWS.LIST, "NOK"));
        assertNull(ErpValue.decode(FieldTypeWS.INTEGER, ""));
        assertNull(ErpValue.decode(FieldTypeWS.TEXT, null));
    }

    @Test
    void readsDatesWithAndWithoutAFraction() {
        LocalDateTime moment = LocalDateTime.of(2013, 12, 31, 23, 59, 59);
        assertEquals(moment, ErpValue.decode(FieldTypeWS.DATETIME, "[DT:12/31/2013 23:59:59]"));
        assertEquals(
                moment.withNano(123_456_700),
                ErpValue.decode(FieldTypeWS.DATETIME, "[DT:12/31/2013 23:59:59.1234567]"));
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER,123",
        "INTEGER,[F:1.5]",
        "INTEGER,[I:99999999999]",
        "INTEGER,[I:]",
        "DOUBLE,[F:1e999]",
        "DOUBLE,[F:NaN]",
        "CHECKBOX,[I:2]",
        "CHECKBOX,true",
        "DATETIME,[DT:31/12/2013 00:00:00]",
        "DATETIME,[DT:02/30/2013 00:00:00]"
    })
    void refusesWhatDoesNotFitTheField(FieldTypeWS type, String text) {
        ConnectorException refusal = assertThrows(ConnectorException.class, () -> ErpValue.decode(type, text));
        assertEquals("Not a value of type " + type + ": [" + text + "]", refusal.getMessage());
    }
}
