package com.example.connector.erp;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Gives out the moments of change and the keys of new actors. From the first that it gives out, a transaction keeps all
 * others that write waiting until it ends: so later moments are committed later, and a caller that has seen one of them
 * and asks for what came on or after it misses nothing. No moment is given out twice, even if the clock is set back.
 */
record Changes(Connection database, Clock clock) {

    record Last(int key, LocalDateTime moment) {}

    LocalDateTime nextMoment() throws SQLException {
        LocalDateTime afterLast = last().moment().plus(1, ChronoUnit.MICROS);
        LocalDateTime now =
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        LocalDateTime next = now.isAfter(afterLast) ? now : afterLast;
        Sql.update(database, SqlText.of("update last_given set change_moment = ?", next));
        return next;
    }

    String nextKey() throws SQLException {
        int next = last().key() + 1;
        Sql.update(database, SqlText.of("update last_given set erp_key = ?", next));
        return Integer.toString(next);
    }

    private Last last() throws SQLException {
        return begin(database);
    }

    /** Waits for its turn to write. */
    static Last begin(Connection database) throws SQLException {
        SqlText query = SqlText.of("select erp_key, change_moment from last_given for update");
        List<Last> rows =
                Sql.query(database, query, row -> new Last(row.getInt(1), row.getObject(2, LocalDateTime.class)));
        return rows.get(0);
    }
}
