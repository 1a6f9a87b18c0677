package org.erpconnector.auth.keys;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A place that could be read.
 *
 * @param query what was asked, with the alias and passwords that count for this very place
 * @param content what lies there
 * @param file the file that holds it, if it is one
 */
record Opened(KeyQuery query, KeyContent content, Optional<Path> file) {}
