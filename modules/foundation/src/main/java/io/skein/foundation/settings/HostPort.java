package io.skein.foundation.settings;

import io.skein.foundation.Check;
import io.skein.foundation.settings.Parsed.Bad;
import io.skein.foundation.settings.Parsed.Good;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as people write it: a name, an IPv4 or a bracketed IPv6 address, and a port. Port 0
 * asks for a free one where that makes sense. Names are not looked up.
 */
public record HostPort(String host, int port) {
    private static final int PORT_MAX = 65_535;
    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.%]{2,60}]):([0-9]{1,5})");

    public HostPort {
        Check.that(port >= 0 && port <= PORT_MAX, "ports are 0 to 65535", port);
    }

    public static Parsed<HostPort> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) return new Bad<>("not an address like broker-1:7071");
        int port = Integer.parseInt(matcher.group(2));
        if (port > PORT_MAX) return new Bad<>("not an address: ports end at " + PORT_MAX);
        return new Good<>(new HostPort(matcher.group(1), port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
