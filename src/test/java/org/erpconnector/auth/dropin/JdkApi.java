package org.erpconnector.auth.dropin;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.ToolProvider;

/** What a release of the JDK has, by the tables that {@code javac --release} has of it. */
final class JdkApi {
    private final Elements elements;
    private final Types types;

    /** @param path what else is looked at: the servlet API, whose classes inherit from those of the JDK */
    JdkApi(String release, List<Path> path) {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        null,
                        List.of(
                                "--release",
                                release,
                                "--class-path",
                                path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))),
                        List.of("java.lang.Object"),
                        null);
        elements = task.getElements();
        types = task.getTypes();
    }

    /** False for a member of the JDK that the release has not; true for those of others, too. */
    boolean has(ClassFile.Member member) {
        if (member.owner().startsWith("[")) {
            return true;
        }
        TypeElement owner =
                elements.getTypeElement(member.owner().replace('/', '.').replace('$', '.'));
        return owner == null ? !ofJdk(member.owner()) : has(owner.asType(), member);
    }

    private boolean has(TypeMirror type, ClassFile.Member member) {
        return types.asElement(type).getEnclosedElements().stream().anyMatch(each -> is(each, member))
                || types.directSupertypes(type).stream().anyMatch(above -> has(above, member));
    }

    private static boolean ofJdk(String name) {
        try {
            Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private boolean is(Element element, ClassFile.Member member) {
        if (!element.getSimpleName().contentEquals(member.name())) {
            return false;
        }
        if (!(element instanceof ExecutableElement method)) {
            return descriptor(element.asType()).equals(member.descriptor());
        }
        // What it is called with says the caller (JVMS 2.9.3).
        return member.owner().matches("java/lang/invoke/(Method|Var)Handle")
                || member.descriptor()
                        .equals(method.getParameters().stream()
                                        .map(parameter -> descriptor(parameter.asType()))
                                        .collect(Collectors.joining("", "(", ")"))
                                + descriptor(method.getReturnType()));
    }

    private String descriptor(TypeMirror declared) {
        TypeMirror type = types.erasure(declared);
        return switch (type.getKind()) {
            case ARRAY -> "[" + descriptor(((ArrayType) type).getComponentType());
            case DECLARED ->
                "L"
                        + elements.getBinaryName((TypeElement) types.asElement(type))
                                .toString()
                                .replace('.', '/') + ";";
            default -> primitive(type.getKind());
        };
    }

    private static String primitive(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN -> "Z";
            case LONG -> "J";
            default -> kind.name().substring(0, 1);
        };
    }
}
