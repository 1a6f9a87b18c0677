package org.erpconnector.auth.matrix;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrix of embedded servers, each in a process of its own: one test of each kind, in profile servers all. */
@ParameterizedClass(name = "{0}")
@MethodSource("cells")
class EmbeddedMatrixIT extends CellSuite {
    static Stream<Cell> cells() {
        return Arrays.stream(EmbeddedServer.values()).map(Cell::of);
    }
}
