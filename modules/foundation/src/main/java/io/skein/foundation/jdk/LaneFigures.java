package io.skein.foundation.jdk;

/**
 * What one lane is doing.
 *
 * @param waiting tasks in its mailbox that have not begun
 * @param tasks tasks that have begun since it was made, timers not counted
 * @param turnNanos how long the turn under way has lasted; 0 between turns
 */
public record LaneFigures(String lane, long waiting, long tasks, long turnNanos) {}
