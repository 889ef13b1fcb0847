package io.skein.conformance;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import io.skein.conformance.Source.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What types may not be called, and that each top-level type says what it is. */
final class NameRules extends TreeScanner<Boolean, Source> {
    private static final List<String> BANNED =
            List.of("Manager", "Util", "Utils", "Helper", "Impl", "Info", "Abstract");
    private static final Pattern WORD_START = Pattern.compile("(?=\\p{Upper}\\p{Lower})");

    private final Source source;
    private final List<Finding> findings = new ArrayList<>();

    private NameRules(Source source) {
        this.source = source;
    }

    static List<Finding> check(Source source) {
        NameRules rules = new NameRules(source);
        rules.scan(source.unit(), source);
        rules.comments();
        return rules.findings;
    }

    @Override
    public Boolean visitClass(ClassTree type, Source in) {
        String name = type.getSimpleName().toString();
        List<String> words = WORD_START.splitAsStream(name).toList();
        words.stream().filter(BANNED::contains).forEach(word -> empty(type, word));
        // A data directory is a thing; topic data is not.
        if (words.getLast().equals("Data")) empty(type, "Data");
        return super.visitClass(type, in);
    }

    private void empty(ClassTree type, String word) {
        findings.add(source.finding(type, type.getSimpleName() + ": " + word + " says nothing"));
    }

    private void comments() {
        for (Tree type : source.unit().getTypeDecls()) {
            if (type instanceof ClassTree named && source.comment(type).isEmpty()) {
                findings.add(source.finding(type, named.getSimpleName() + " has no comment"));
            }
        }
    }
}
