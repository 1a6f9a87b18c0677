package com.example.connector.erp;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;

/** One row of the ERP system; values by field key, typed as the database has them. */
public record Actor(
        ActorKind kind, String erpKey, LocalDateTime lastModified, String parentKey, Map<String, Object> values) {

    public Optional<ActorKind> parentKind() {
        return parentKey == null ? Optional.empty() : kind.parent();
    }
}
