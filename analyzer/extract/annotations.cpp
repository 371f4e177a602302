#include "analyzer/extract/annotations.h"

#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>

#include <optional>
#include <vector>

namespace loadline::extract {

namespace {

bool speaks(llvm::StringRef text) {
  return text.contains("loadline:") || text.contains("NOLINT");
}

/// A comment without its marks.
llvm::StringRef inside(llvm::StringRef comment) {
  if (comment.consume_front("/*"))
    comment.consume_back("*/");
  else
    comment = comment.ltrim('/');
  return comment.trim();
}

/// The comments of one file, found by the lexer, so that none is taken from a string.
void noteComments(clang::ASTContext &context, clang::FileID file, llvm::StringRef text,
                  SymbolTable &symbols, facts::TranslationUnitFacts &facts) {
  const clang::SourceManager &sources = context.getSourceManager();
  clang::Lexer lexer(sources.getLocForStartOfFile(file), context.getLangOpts(), text.begin(),
                     text.begin(), text.end());
  lexer.SetCommentRetentionState(true);
  clang::Token token;
  do {
    lexer.LexFromRawLexer(token);
    if (!token.is(clang::tok::comment))
      continue;
    const llvm::StringRef comment(sources.getCharacterData(token.getLocation()), token.getLength());
    if (speaks(comment))
      facts.annotations.push_back({symbols.placeOf(token.getLocation()), inside(comment).str()});
  } while (token.isNot(clang::tok::eof));
}

} // namespace

void noteAnnotations(clang::ASTContext &context, SymbolTable &symbols,
                     facts::TranslationUnitFacts &facts) {
  const clang::SourceManager &sources = context.getSourceManager();
  for (const clang::FileID file : std::vector(symbols.files())) {
    const bool isSystem = sources.isInSystemHeader(sources.getLocForStartOfFile(file));
    const auto text = isSystem ? std::nullopt : sources.getBufferDataOrNone(file);
    if (text && speaks(*text))
      noteComments(context, file, *text, symbols, facts);
  }
}

} // namespace loadline::extract
