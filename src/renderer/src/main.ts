import { mount } from 'svelte'
import App from './App.svelte'
import './theme.css'
import './controls.css'
import './start.css'

const target = document.getElementById('app')!
// What stood there until now (index.html) and the window change places within one frame.
target.replaceChildren()
mount(App, { target })
