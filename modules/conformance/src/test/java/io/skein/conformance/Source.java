package io.skein.conformance;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** One Java source as the JDK's own parser sees it: syntax and positions, no types. */
record Source(CompilationUnitTree unit, DocTrees trees) {
    /** Parses files; one that does not parse is none of our business, the compiler says so. */
    static List<Source> files(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager in =
                compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            return parse(in.getJavaFileObjectsFromPaths(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Source text(String text) {
        return parse(List.of(Example.source(text))).getFirst();
    }

    private static List<Source> parse(Iterable<? extends JavaFileObject> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none");
        JavacTask task =
                (JavacTask) compiler.getTask(null, null, problem -> {}, options, null, files);
        List<Source> sources = new ArrayList<>();
        try {
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) sources.add(new Source(unit, trees));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(sources);
    }

    /** The path below the house, or the made-up name of an example. */
    String name() {
        String path = unit.getSourceFile().toUri().getPath();
        String root = House.root() + "/";
        return path.startsWith(root) ? path.substring(root.length()) : path;
    }

    List<String> lines() {
        try {
            return unit.getSourceFile().getCharContent(true).toString().lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int firstLine(Tree tree) {
        return (int) unit.getLineMap().getLineNumber(positions().getStartPosition(unit, tree));
    }

    int lastLine(Tree tree) {
        return (int) unit.getLineMap().getLineNumber(positions().getEndPosition(unit, tree));
    }

    int lineCount(Tree tree) {
        return lastLine(tree) - firstLine(tree) + 1;
    }

    Optional<DocCommentTree> comment(Tree tree) {
        return Optional.ofNullable(trees.getDocCommentTree(TreePath.getPath(unit, tree)));
    }

    Finding finding(Tree tree, String what) {
        return new Finding(name(), firstLine(tree), what);
    }

    private SourcePositions positions() {
        return trees.getSourcePositions();
    }

    /** A broken rule and where. */
    record Finding(String file, int line, String what) {
        @Override
        public String toString() {
            return file + ":" + line + " " + what;
        }
    }
}
