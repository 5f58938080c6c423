-- Opens files in Neovim with the language server attached, and prints what Neovim shows of them as one line of JSON.
-- neovim.mjs starts it. LINTEL_JOB holds { cmd = { ... }, root = "...", files = { ... } } as JSON.

local job = vim.fn.json_decode(os.getenv('LINTEL_JOB'))
local published = {}

local client = vim.lsp.start_client({
  name = 'lintel',
  cmd = job.cmd,
  root_dir = job.root,
  workspace_folders = { { uri = vim.uri_from_fname(job.root), name = 'workspace' } },
  handlers = {
    ['textDocument/publishDiagnostics'] = function(failure, result, context, config)
      vim.lsp.diagnostic.on_publish_diagnostics(failure, result, context, config)
      published[result.uri] = true
    end,
  },
})

local function shown(file)
  vim.cmd('edit ' .. vim.fn.fnameescape(job.root .. '/' .. file))
  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(buffer, client)
  local uri = vim.uri_from_bufnr(buffer)
  if not vim.wait(60000, function() return published[uri] end, 20) then
    error('The server published nothing for ' .. file)
  end
  return vim.tbl_map(function(diagnostic)
    return {
      file = file,
      rule = diagnostic.user_data.lsp.code,
      message = diagnostic.message,
      -- Neovim counts from 0, the report from 1.
      start = { diagnostic.lnum + 1, diagnostic.col + 1 },
      ['end'] = { diagnostic.end_lnum + 1, diagnostic.end_col + 1 },
    }
  end, vim.diagnostic.get(buffer))
end

local ok, answer = pcall(function()
  return vim.tbl_map(shown, job.files)
end)
io.stdout:write(ok and vim.fn.json_encode(answer) or tostring(answer), '\n')
vim.lsp.stop_client(client)
vim.cmd(ok and 'qall!' or 'cquit!')
