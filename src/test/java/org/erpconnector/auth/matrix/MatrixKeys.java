package org.erpconnector.auth.matrix;

import java.io.IOException;
import java.nio.file.Path;
import org.erpconnector.auth.simulator.DemoKeys;

/**
 * Keys of a connector, made afresh, with the caller's.
 *
 * @param packaged those that its web.xml names as files
 * @param bound those that only a naming service knows
 */
public record MatrixKeys(DemoKeys packaged, DemoKeys bound) {
    /** Makes them in folders of this folder. */
    public static MatrixKeys make(Path folder) throws IOException {
        return new MatrixKeys(DemoKeys.make(folder.resolve("packaged")), DemoKeys.make(folder.resolve("bound")));
    }
}
