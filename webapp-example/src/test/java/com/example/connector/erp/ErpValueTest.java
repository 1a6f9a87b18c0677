package com.example.connector.erp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.example.connector.contract.FieldMetadataInfoWS.Type;
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
        assertEquals(-7, ErpValue.decode(Type.INTEGER, "[I:-7]"));
        assertEquals(1.5, ErpValue.decode(Type.DOUBLE, "[F:1.5]"));
        assertEquals(3.0, ErpValue.decode(Type.DOUBLE, "[I:3]"));
        assertEquals(true, ErpValue.decode(Type.CHECKBOX, "[I:1]"));
        assertEquals("[I:1]", ErpValue.decode(Type.TEXT, "[I:1]"));
        assertEquals("NOK", ErpValue.decode(Type.LIST, "NOK"));
        assertNull(ErpValue.decode(Type.INTEGER, ""));
        assertNull(ErpValue.decode(Type.TEXT, null));
    }

    @Test
    void readsDatesWithAndWithoutAFraction() {
        LocalDateTime moment = LocalDateTime.of(2013, 12, 31, 23, 59, 59);
        assertEquals(moment, ErpValue.decode(Type.DATETIME, "[DT:12/31/2013 23:59:59]"));
        assertEquals(moment.withNano(123_456_000), ErpValue.decode(Type.DATETIME, "[DT:12/31/2013 23:59:59.1234567]"));
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
        "DATETIME,[DT:02/30/2013 00:00:00]",
        "DATETIME,[DT:01/01/+12345 00:00:00]",
        "DATETIME,[DT:01/01/0000 00:00:00]"
    })
    void refusesWhatDoesNotFitTheField(Type type, String text) {
        ConnectorException refusal = assertThrows(ConnectorException.class, () -> ErpValue.decode(type, text));
        assertEquals("Not a value of type " + type + ": [" + text + "]", refusal.getMessage());
    }
}
