export function withSection(document: string, name: string, change: (section: string) => string): string;
