package io.skein.conformance;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import io.skein.conformance.Source.Finding;
import java.util.ArrayList;
import java.util.List;

/** How long files, lines and methods may be, and how many parameters a method takes. */
final class ShapeRules extends TreeScanner<Void, Tree.Kind> {
    static final int FILE_LINES_MAX = 300;
    static final int LINE_CHARS_MAX = 100;
    static final int METHOD_LINES_MAX = 40;

    /** For a method that is one switch and nothing else: a table is read line by line. */
    static final int SWITCH_METHOD_LINES_MAX = 60;

    static final int PARAMETERS_MAX = 4;

    private final Source source;
    private final List<Finding> findings = new ArrayList<>();

    private ShapeRules(Source source) {
        this.source = source;
    }

    static List<Finding> check(Source source) {
        ShapeRules rules = new ShapeRules(source);
        rules.file(source.lines());
        rules.scan(source.unit(), Tree.Kind.COMPILATION_UNIT);
        return rules.findings;
    }

    private void file(List<String> lines) {
        if (lines.size() > FILE_LINES_MAX) {
            findings.add(source.finding(source.unit(), "file has " + lines.size() + " lines"));
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > LINE_CHARS_MAX && !line.startsWith("import ")) {
                findings.add(new Finding(source.name(), i + 1, "line has " + line.length()));
            }
        }
    }

    @Override
    public Void visitClass(ClassTree type, Tree.Kind outer) {
        return super.visitClass(type, type.getKind());
    }

    @Override
    public Void visitMethod(MethodTree method, Tree.Kind type) {
        int lines = source.lineCount(method);
        if (lines > (isOneSwitch(method) ? SWITCH_METHOD_LINES_MAX : METHOD_LINES_MAX)) {
            findings.add(source.finding(method, method.getName() + " has " + lines + " lines"));
        }
        int parameters = method.getParameters().size();
        boolean isRecordConstructor =
                type == Tree.Kind.RECORD && method.getName().contentEquals("<init>");
        if (parameters > PARAMETERS_MAX && !isRecordConstructor) {
            String what = method.getName() + " takes " + parameters + " parameters";
            findings.add(source.finding(method, what));
        }
        return super.visitMethod(method, type);
    }

    private static boolean isOneSwitch(MethodTree method) {
        BlockTree body = method.getBody();
        if (body == null || body.getStatements().size() != 1) return false;
        StatementTree only = body.getStatements().getFirst();
        if (only instanceof SwitchTree) return true;
        return only instanceof ReturnTree answer
                && answer.getExpression() instanceof SwitchExpressionTree;
    }
}
