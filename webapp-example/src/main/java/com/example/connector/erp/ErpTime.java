package com.example.connector.erp;

import com.example.connector.contract.FieldTypeWS;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments of change: UTC, seven decimals, written so that text order is time order. */
public final class ErpTime {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'");
    private static final int TICK_NANOS = 100;

    private ErpTime() {}

    static LocalDateTime now(Clock clock) {
        Instant now = clock.instant();
        return LocalDateTime.ofInstant(now.minusNanos(now.getNano() % TICK_NANOS), ZoneOffset.UTC);
    }

    public static String write(LocalDateTime moment) {
        return FORMAT.format(moment);
    }

    /** A moment as {@link #write} gave it, in any other ISO form with an offset, or as a field value; empty: the first. */
    static LocalDateTime read(String text) {
        if (text == null || text.isBlank()) {
            return LocalDateTime.of(1, 1, 1, 0, 0);
        }
        if (text.startsWith("[")) {
            return (LocalDateTime) ErpValue.decode(FieldTypeWS.DATETIME, text);
        }
        try {
            return OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime();
        } catch (DateTimeException e) {
            throw ConnectorException.badRequest(
                    "The time of the last synchronisation is not readable.", "Not a timestamp: [" + text + "]");
        }
    }
}
