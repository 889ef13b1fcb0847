package io.skein.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the README and the pages behind it point to is there. */
class LinksTest {
    private static final Pattern LINK =
            Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");
    private static final Pattern TITLE = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<Path> pages =
                Stream.concat(
                                Stream.of(House.root().resolve("README.md")),
                                House.files(House.root().resolve("ops"), ".md"))
                        .toList();
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : pages) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                links++;
                if (!leads(page, link)) broken.add(page + ": " + link.group());
            }
        }
        assertFalse(links == 0, "there are links");
        assertEquals(List.of(), broken);
    }

    private static boolean leads(Path page, Matcher link) throws IOException {
        Path target =
                link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
        if (!Files.exists(target)) return false;
        String anchor = link.group(2);
        if (anchor == null) return true;
        return TITLE.matcher(Files.readString(target))
                .results()
                .anyMatch(title -> anchor(title.group(1)).equals(anchor));
    }

    /** As the places that show such pages make it from a title. */
    private static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }
}
