/** Whom an interview question suits, in the order in which the levels are shown. */
export const interviewLevels = ['beginner', 'intermediate', 'advanced'] as const;
