package io.skein.conformance;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import io.skein.conformance.Source.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/**
 * No {@code null}, no {@code protected}, no abstract classes, no static mutable state, no {@code
 * default} beside patterns. A declaration where a foreign API forces a null says so with
 * {@code @SuppressWarnings("null")}; comparing a foreign answer with null is always allowed.
 */
final class HabitRules extends TreeScanner<Boolean, Source> {
    private static final Pattern MUTABLE =
            Pattern.compile(
                    "(Concurrent|Copy|Array|Linked|Hash|LinkedHash|Tree|Enum|Identity|Weak)\\w*"
                            + "(List|Map|Set|Deque|Queue)|Atomic\\w+|LongAdder|StringBuilder");

    private final Source source;
    private final List<Finding> findings = new ArrayList<>();
    private boolean nullForced;
    private boolean isField;

    private HabitRules(Source source) {
        this.source = source;
    }

    static List<Finding> check(Source source) {
        HabitRules rules = new HabitRules(source);
        rules.scan(source.unit(), source);
        return rules.findings;
    }

    @Override
    public Boolean visitClass(ClassTree type, Source in) {
        boolean before = nullForced;
        nullForced |= forcesNull(type.getModifiers());
        if (type.getKind() == Tree.Kind.CLASS && has(type.getModifiers(), Modifier.ABSTRACT)) {
            add(type, "abstract class " + type.getSimpleName());
        }
        scan(type.getModifiers(), in);
        for (Tree member : type.getMembers()) {
            isField = member instanceof VariableTree;
            scan(member, in);
        }
        nullForced = before;
        return false;
    }

    @Override
    public Boolean visitMethod(MethodTree method, Source in) {
        boolean before = nullForced;
        nullForced |= forcesNull(method.getModifiers());
        super.visitMethod(method, in);
        nullForced = before;
        return false;
    }

    @Override
    public Boolean visitVariable(VariableTree variable, Source in) {
        boolean before = nullForced;
        nullForced |= forcesNull(variable.getModifiers());
        if (isField && has(variable.getModifiers(), Modifier.STATIC)) staticField(variable);
        isField = false;
        super.visitVariable(variable, in);
        nullForced = before;
        return false;
    }

    private void staticField(VariableTree field) {
        if (!has(field.getModifiers(), Modifier.FINAL)) {
            add(field, "static " + field.getName() + " can change");
        }
        if (field.getInitializer() instanceof NewClassTree made && isMutable(made)) {
            add(field, "static " + field.getName() + " holds what can change");
        }
    }

    @Override
    public Boolean visitModifiers(ModifiersTree modifiers, Source in) {
        if (has(modifiers, Modifier.PROTECTED)) add(modifiers, "protected");
        return super.visitModifiers(modifiers, in);
    }

    @Override
    public Boolean visitBinary(BinaryTree binary, Source in) {
        boolean compares =
                Set.of(Tree.Kind.EQUAL_TO, Tree.Kind.NOT_EQUAL_TO).contains(binary.getKind());
        if (compares && isNull(binary.getRightOperand())) {
            return scan(binary.getLeftOperand(), in);
        }
        return super.visitBinary(binary, in);
    }

    @Override
    public Boolean visitLiteral(LiteralTree literal, Source in) {
        if (isNull(literal) && !nullForced) add(literal, "null");
        return false;
    }

    @Override
    public Boolean visitSwitch(SwitchTree choice, Source in) {
        cases(choice, choice.getCases());
        return super.visitSwitch(choice, in);
    }

    @Override
    public Boolean visitSwitchExpression(SwitchExpressionTree choice, Source in) {
        cases(choice, choice.getCases());
        return super.visitSwitchExpression(choice, in);
    }

    /** Patterns are for sealed types; what is not listed must stop the build. */
    private void cases(Tree choice, List<? extends CaseTree> cases) {
        List<CaseLabelTree> labels = new ArrayList<>();
        cases.forEach(each -> labels.addAll(each.getLabels()));
        boolean matches = labels.stream().anyMatch(PatternCaseLabelTree.class::isInstance);
        boolean excuses = labels.stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
        if (matches && excuses) add(choice, "default beside patterns");
    }

    private void add(Tree tree, String what) {
        findings.add(source.finding(tree, what));
    }

    private static boolean isMutable(NewClassTree made) {
        String type = made.getIdentifier().toString().replaceAll("<.*>$|^.*\\.", "");
        return MUTABLE.matcher(type).matches();
    }

    private static boolean isNull(ExpressionTree expression) {
        return expression.getKind() == Tree.Kind.NULL_LITERAL;
    }

    private static boolean has(ModifiersTree modifiers, Modifier modifier) {
        return modifiers.getFlags().contains(modifier);
    }

    private static boolean forcesNull(ModifiersTree modifiers) {
        for (AnnotationTree annotation : modifiers.getAnnotations()) {
            if (annotation.toString().contains("SuppressWarnings")
                    && annotation.getArguments().toString().contains("\"null\"")) return true;
        }
        return false;
    }
}
