package com.example.connector.erp;

import com.example.connector.contract.FieldMetadataInfoWS.Type;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments of change: UTC, seven decimals, written so that text order is time order. */
public final class ErpTime {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'");
    private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);

    private ErpTime() {}

    public static String write(LocalDateTime moment) {
        return FORMAT.format(moment);
    }

    /** A moment as {@link #write} gave it, in any other ISO form with an offset, or as a field value; empty: the first. */
    static LocalDateTime read(String text) {
        if (text == null || text.isBlank()) {
            return FIRST;
        }
        if (text.startsWith("[")) {
            return (LocalDateTime) ErpValue.decode(Type.DATETIME, text);
        }
        try {
            return inDatabase(OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime());
        } catch (DateTimeException e) {
            throw ConnectorException.badRequest(
                    "The time of the last synchronisation is not readable.", "Not a timestamp: [" + text + "]");
        }
    }

    /** What every database can hold: years of four digits, and microseconds. */
    static LocalDateTime inDatabase(LocalDateTime moment) {
        if (moment.getYear() < 1 || moment.getYear() > 9999) {
            throw new DateTimeException("year " + moment.getYear());
        }
        return moment.truncatedTo(ChronoUnit.MICROS);
    }
}
