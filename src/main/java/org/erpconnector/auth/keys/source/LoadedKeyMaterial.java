package org.erpconnector.auth.keys.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A place that could be read.
 *
 * @param context what was asked, with the alias and passwords that count for this very place
 * @param content what lies there
 * @param file the file that holds it, if it is one
 */
public record LoadedKeyMaterial(KeySourceContext context, KeyContent content, Optional<Path> file) {}
